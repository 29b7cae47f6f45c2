import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { MAX_RECORDING, parseRecording, type ParsedRecording, type RecordingProblem } from './parse.js';
import { createReplay, type ReplayState } from './replay.js';
import { clean, describeEntry, summaryOf } from './timeline.js';

const USAGE = `Usage: sms-session-elements replay <file> [options]

Plays a flight recording through the controllers that it was recorded from, and compares the end.

  --step <n>   stop after n entries
  --json       print the result as JSON
  --help

Exit code: 0 it ends as it was recorded (or --step stopped before), 1 it ends otherwise, or the recording does not tell,
2 the file cannot be read, or wrong usage.`;

const PROBLEMS: Readonly<Record<RecordingProblem, string>> = {
  empty: 'The file is empty',
  'not-a-recording': 'The file is no flight recording',
  'unknown-version': 'The recording is of a version that this program does not know',
  'too-large': `The file is longer than ${MAX_RECORDING / 1_000_000} million characters or has too many lines`,
};

/** The command `replay`; resolves with the exit code. */
export async function replayCommand(args: readonly string[]): Promise<number> {
  let settings: Settings | undefined;
  try {
    settings = readSettings(args);
  } catch (error) {
    return wrong(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
  if (settings === undefined) {
    console.log(USAGE);
    return 0;
  }
  const { file, step, json } = settings;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    return { reason: error instanceof Error ? error.message : String(error) };
  });
  if (typeof text !== 'string') return wrong(text.reason);
  const recording = parseRecording(text);
  if ('problem' in recording) return wrong(PROBLEMS[recording.problem]);
  const replay = await createReplay(recording);
  await replay.seek(step ?? recording.entries.length);
  const { state } = replay;
  console.log(json ? JSON.stringify(resultOf(recording, state), null, 2) : told(recording, state));
  return state.verdict === undefined || state.verdict === 'same' ? 0 : 1;
}

interface Settings {
  readonly file: string;
  readonly step: number | undefined;
  readonly json: boolean;
}

/** `undefined`: help is wanted. Throws an Error that says what is wrong with the command line. */
function readSettings(args: readonly string[]): Settings | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { step: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true) return undefined;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error('Name one file');
  const { step, json = false } = values;
  if (step !== undefined && !/^\d{1,9}$/.test(step)) throw new Error('--step takes a number of entries');
  return { file, step: step === undefined ? undefined : Number(step), json };
}

function wrong(reason: string): number {
  console.error(reason);
  return 2;
}

function resultOf({ header, entries, skipped }: ParsedRecording, state: ReplayState): object {
  const { content, dialect, dropped, exact } = header;
  const { position, length, verdict, differing, workspace } = state;
  const timeline = entries.slice(0, position).map((entry) => ({ i: entry.i, t: entry.t, what: describeEntry(entry) }));
  const result = { verdict: verdict ?? 'stopped', differing, position, length };
  return { recording: { content, dialect, dropped, exact, skipped }, timeline, state: summaryOf(workspace), ...result };
}

const VERDICTS: Readonly<Record<NonNullable<ReplayState['verdict']>, string>> = {
  same: 'It ends as it was recorded.',
  different: 'It ends otherwise than it was recorded:',
  unknown: 'The recording does not tell how it ended.',
};

function told({ header, entries, skipped }: ParsedRecording, state: ReplayState): string {
  const { position, length, verdict, differing, workspace } = state;
  const { phase, channels, sessions } = summaryOf(workspace);
  const width = String(entries.at(-1)?.i ?? 0).length;
  const exact = header.exact ? '' : ', begun in the middle of something: it may end otherwise';
  return [
    `Recording of ${header.content === 'full' ? 'FULL CONTENT' : 'structure'}: ${length} entries, ${header.dropped} dropped before, ${skipped} unreadable${exact}`,
    ...entries.slice(0, position).map((entry) => {
      const time = `${entry.t < 0 ? '-' : '+'}${(Math.abs(entry.t) / 1_000).toFixed(3)} s`;
      return `${String(entry.i).padStart(width)} ${time.padStart(12)}  ${describeEntry(entry)}`;
    }),
    '',
    `After ${position} of ${length} entries: ${[phase, ...channels].join(', ')}`,
    ...sessions.map(({ id, status, participants, entries: lines, unread, gaps, userData, operations }) =>
      [
        `  ${id} ${status}: ${participants} participants, ${lines} entries, ${unread} unread, ${gaps} gaps, ${userData} attached data`,
        ...operations.map((operation) => `    ${operation}`),
      ].join('\n'),
    ),
    ...(verdict === undefined
      ? []
      : [`${VERDICTS[verdict]} ${differing.map((part) => clean(part)).join(', ')}`.trimEnd()]),
  ].join('\n');
}
