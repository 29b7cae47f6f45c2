/** How long a browser may take to begin reading the file, in milliseconds. */
const LINGER = 10_000;

/**
 * Offers a text to be saved as a file. Works under a policy without `blob:`: saving is no loading. `type` is a MIME type. Tables begin with a byte order
 * mark, without which spreadsheets take names for another encoding.
 */
export function offerFile(name: string, type: string, text: string): void {
  const mark = type === 'text/csv' ? '\uFEFF' : '';
  const url = URL.createObjectURL(new Blob([mark, text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, LINGER);
}

/** A moment as part of a file's name, which no file system objects to: `2026-01-05T12-00-00Z`. */
export const fileTime = (time: number): string => new Date(time).toISOString().slice(0, 19).replaceAll(':', '-') + 'Z';
