/** `<flight-recorder>`. It is no part of the usual elements, so that its words are no part of the usual translation. */
export interface RecorderTerms {
  readonly label: string;
  readonly recording: string;
  readonly stopped: string;
  /** The page has no recorder. */
  readonly none: string;
  readonly start: string;
  /** Starting again forgets what was recorded. */
  readonly startAnew: string;
  readonly stop: string;
  readonly download: string;
  readonly entries: (count: number) => string;
  /** Entries that had to go for newer ones. */
  readonly dropped: (count: number) => string;
  readonly structure: string;
  /** The mark of a recorder, or of a recording, that keeps everything. */
  readonly full: string;
  readonly fullRecorded: string;
  readonly fullReplayed: string;
  /** Of a structural recording: what is read there is not what was said. */
  readonly placeholders: string;
  /** What the elements inside show. */
  readonly past: string;
  readonly replay: string;
  readonly open: string;
  readonly close: string;
  readonly loading: string;
  readonly position: (position: number, length: number) => string;
  readonly atStart: string;
  readonly slider: string;
  readonly list: string;
  readonly first: string;
  readonly back: string;
  readonly next: string;
  readonly last: string;
  readonly verdicts: Readonly<Record<'same' | 'different' | 'unknown', string>>;
  /** It was begun in the middle of something. */
  readonly inexact: string;
  readonly skipped: (count: number) => string;
  /** Why there is nothing to replay. */
  readonly problems: Readonly<
    Record<'empty' | 'not-a-recording' | 'unknown-version' | 'too-large' | 'unreadable', string>
  >;
}

/** The flight recorder in English. */
export const enRecorder: RecorderTerms = {
  label: 'Flight recorder',
  recording: 'Recording',
  stopped: 'Not recording',
  none: 'This page has no flight recorder.',
  start: 'Record',
  startAnew: 'Discard and record anew',
  stop: 'Stop',
  download: 'Download',
  entries: (count) => (count === 1 ? '1 entry' : `${count} entries`),
  dropped: (count) => (count === 1 ? '1 older entry dropped' : `${count} older entries dropped`),
  structure: 'Structure only: no texts, names or attached data.',
  full: 'Full content',
  fullRecorded: 'Texts, names and attached data are recorded here and go into the file.',
  fullReplayed: 'This recording holds texts, names and attached data.',
  placeholders: 'Structure only: texts and names are placeholders of the same length, times of day are not known.',
  past: 'What is shown below is over; nothing done there reaches anybody.',
  replay: 'Replay',
  open: 'Open a recording',
  close: 'Close the recording',
  loading: 'Loading',
  position: (position, length) => `Entry ${position} of ${length}`,
  atStart: 'Before the first entry',
  slider: 'Entry',
  list: 'Entries',
  first: 'First',
  back: 'Back',
  next: 'Next',
  last: 'Last',
  verdicts: {
    same: 'It ends as it was recorded.',
    different: 'It ends otherwise than it was recorded:',
    unknown: 'The recording does not tell how it ended. It may have been cut off.',
  },
  inexact: 'It begins in the middle of something, and may end otherwise than it was.',
  skipped: (count) => (count === 1 ? '1 line could not be read.' : `${count} lines could not be read.`),
  problems: {
    empty: 'The recording is empty.',
    'not-a-recording': 'This is no flight recording.',
    'unknown-version': 'The recording is of a version that this page does not know.',
    'too-large': 'The recording is too large to be replayed here.',
    unreadable: 'The file could not be read.',
  },
};
