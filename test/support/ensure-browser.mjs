import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(import.meta.dirname, '../..');

const onPath = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];

const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env.LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`,
];

/** First executable file of these names on PATH. */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

/**
 * Unpacks the Chromium that lies in an npm package, once per version, into node_modules/.cache.
 * The package itself would unpack into a folder of the temp directory that all users and versions share.
 */
async function unpackChromium() {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const home = path.resolve(path.dirname(entry), '..');
  const { version } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8'));
  const cache = path.join(root, 'node_modules/.cache/browser');
  const folder = path.join(cache, version);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    const unpacking = await mkdtemp(path.join(cache, 'unpacking-'));
    const { inflate } = await import('@sparticuz/chromium');
    const { TMPDIR } = process.env;
    process.env.TMPDIR = unpacking;
    const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    try {
      await Promise.all(archives.map((archive) => inflate(path.join(home, 'bin', archive))));
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
    // Its own font configuration names folders of the temp directory.
    const fonts = path.join(folder, 'fonts');
    const config = `<fontconfig><dir>${fonts}/fonts</dir><cachedir>${fonts}/cache</cachedir></fontconfig>\n`;
    await writeFile(path.join(unpacking, 'fonts/fonts.conf'), config);
    // A second process may have been faster; both copies are the same.
    await rename(unpacking, folder).catch(() => rm(unpacking, { recursive: true, force: true }));
  }
  return {
    executablePath: path.join(folder, 'chromium'),
    source: `@sparticuz/chromium ${version}`,
    env: {
      LD_LIBRARY_PATH: [path.join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  };
}

/**
 * A Chromium to test with: `CHROME_PATH`, an installed one, or the one from npm (x64 Linux).
 * `NO_SYSTEM_BROWSER=1` forces the last. Throws with advice if there is none.
 * @returns {Promise<{ executablePath: string, source: string, env: Record<string, string> }>}
 */
export async function ensureBrowser() {
  if (!process.env.NO_SYSTEM_BROWSER) {
    const chosen = process.env.CHROME_PATH;
    if (chosen && !existsSync(chosen)) throw new Error(`CHROME_PATH names no file: ${chosen}`);
    const executablePath = chosen || findOnPath(onPath) || elsewhere.find((file) => existsSync(file));
    if (executablePath) return { executablePath, source: chosen ? 'CHROME_PATH' : 'installed', env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackChromium();
  throw new Error('No browser found. Install Google Chrome or Chromium, or set CHROME_PATH to one.');
}

/** How to start it: puppeteer's and playwright's common launch options. */
export async function launchOptions() {
  const { executablePath, env } = await ensureBrowser();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    executablePath,
    env: { ...process.env, ...env },
    args: ['--disable-dev-shm-usage', ...asRoot],
  };
}
