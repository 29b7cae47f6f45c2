/** First executable file of these names on PATH. */
export function findOnPath(names: readonly string[]): string | undefined;

/** A Chromium to test with, and the environment it needs. Rejects with advice if there is none. */
export function ensureBrowser(): Promise<{
  readonly executablePath: string;
  readonly source: string;
  readonly env: Readonly<Record<string, string>>;
}>;

/** How puppeteer or playwright starts it. */
export function launchOptions(): Promise<{ executablePath: string; env: Record<string, string>; args: string[] }>;
