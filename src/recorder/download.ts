import type { RecordedContent } from './format.js';

/** Media type of recordings: one JSON value a line. */
const TYPE = 'application/x-ndjson';
/** How long a browser may take to begin reading the file, in milliseconds. */
const LINGER = 10_000;

/** Lets the page's user save a recording. The name tells what is in it; it holds no time, for the recording itself keeps none. */
export function downloadRecording(ndjson: string, content: RecordedContent): void {
  if (!('document' in globalThis)) return;
  const url = URL.createObjectURL(new Blob([ndjson], { type: TYPE }));
  const link = Object.assign(document.createElement('a'), {
    href: url,
    download: `flight-recording-${content}.ndjson`,
  });
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, LINGER);
}
