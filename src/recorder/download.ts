import type { RecordedContent } from './format.js';

/** Media type of recordings: one JSON value a line. */
const TYPE = 'application/x-ndjson';

/** Lets the page's user save a recording. The name tells what is in it; it holds no time, for the recording itself keeps none. */
export function downloadRecording(ndjson: string, content: RecordedContent): void {
  if (!('document' in globalThis)) return;
  const url = URL.createObjectURL(new Blob([ndjson], { type: TYPE }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `flight-recording-${content}.ndjson`;
  link.click();
  URL.revokeObjectURL(url);
}
