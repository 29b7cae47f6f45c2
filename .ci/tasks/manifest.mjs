import { readFile, writeFile } from 'node:fs/promises';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
// The analyzer would go on without a configuration that does not load.
import '../../custom-elements-manifest.config.mjs';
import { manifestGaps } from '../lint/manifest-gaps.mjs';
import { inRoot, root } from './lib/root.mjs';

// `manifest.mjs` writes custom-elements.json; `manifest.mjs --check` only tells whether the committed one is right.
const file = inRoot('custom-elements.json');
const argv = ['analyze', '--config', 'custom-elements-manifest.config.mjs'];
const manifest = await cli({ argv, cwd: root, noWrite: true });
const text = `${JSON.stringify(manifest, null, 2)}\n`;

const gaps = manifestGaps(manifest);
if (gaps.length > 0) {
  console.error(`custom-elements.json has gaps:\n${gaps.join('\n')}`);
  process.exitCode = 1;
}

if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== text) {
    console.error('custom-elements.json does not say what the sources say: run `npm run manifest` and commit it.');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, text);
}
