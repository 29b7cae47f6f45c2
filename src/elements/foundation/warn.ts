/**
 * The one place where the library speaks to developers. Elements never throw on what a page does: they warn, once per subject, so that a list of
 * a thousand rows cannot flood a console.
 */
const told = new Set<string>();

/** Warns once per distinct text. */
export function warnOnce(text: string): void {
  if (told.has(text)) return;
  told.add(text);
  globalThis.console.warn(`sms-session-elements: ${text}`);
}
