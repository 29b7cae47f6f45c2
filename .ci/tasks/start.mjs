import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { inRoot } from './lib/root.mjs';

// `npm start -- --port 8091`: the sandbox of this checkout, installed and built as far as needed.
await ensureInstalled();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();

const bin = inRoot('dist/bin.js');
process.argv = [process.execPath, bin, 'sandbox', ...process.argv.slice(2)];
await import(pathToFileURL(bin).href);
