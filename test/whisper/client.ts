import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as audience from '../../src/state/audience.js';
import * as transcriptFile from '../../src/state/export-transcript.js';
import * as reducer from '../../src/state/session-reducer.js';
import * as selectors from '../../src/state/selectors.js';
import * as rows from '../../src/state/transcript.js';
import * as news from '../../src/elements/message-log/news.js';
import * as list from '../../src/elements/session-list/session-row.js';

/** Everything of the client that decides, or shows, who may read something. */
export interface Client {
  readonly audienceOf: typeof audience.audienceOf;
  readonly initialSession: typeof reducer.initialSession;
  readonly reduceSession: typeof reducer.reduceSession;
  readonly composing: typeof selectors.composing;
  readonly Transcript: typeof rows.Transcript;
  readonly exportTranscript: typeof transcriptFile.exportTranscript;
  /** What is said aloud. */
  readonly newsOf: typeof news.newsOf;
  /** A row of the list of sessions, with its preview. */
  readonly rowOf: typeof list.rowOf;
}

/** The client as it is. */
export const CLIENT: Client = {
  ...audience,
  ...reducer,
  ...selectors,
  ...rows,
  ...transcriptFile,
  ...news,
  ...list,
};

const SRC = new URL('../../src/', import.meta.url);
const ENTRY = [
  './state/audience.js',
  './state/export-transcript.js',
  './state/session-reducer.js',
  './state/selectors.js',
  './state/transcript.js',
  './elements/message-log/news.js',
  './elements/session-list/session-row.js',
];

/** The client with one line of one file changed. */
export async function mutant(file: string, line: string, instead: string): Promise<Client> {
  const changed = fileURLToPath(new URL(file, SRC));
  const source = await readFile(changed, 'utf8');
  assert.equal(source.split(line).length, 2, `${file} has “${line}” once`);
  const { outputFiles } = await build({
    stdin: {
      contents: ENTRY.map((each) => `export * from '${each}';`).join('\n'),
      resolveDir: fileURLToPath(SRC),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'one-line-changed',
        setup: (bundler) => {
          bundler.onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === changed ? { contents: source.replace(line, () => instead), loader: 'ts' } : undefined,
          );
        },
      },
    ],
  });
  const code = outputFiles[0]?.text ?? '';
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Client;
}
