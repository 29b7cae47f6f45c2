import type { AuditEntry, AuditPerson } from './audit-trail.js';

/** One act per line, each a JSON object, with times as ISO 8601 in UTC. */
export function auditNdjson(entries: readonly AuditEntry[]): string {
  return entries
    .map(({ askedAt, endedAt, ...rest }) => {
      const ended = endedAt !== undefined && { endedAt: isoOf(endedAt) };
      return `${JSON.stringify({ askedAt: isoOf(askedAt), ...ended, ...rest })}\n`;
    })
    .join('');
}

const COLUMNS: readonly (readonly [name: string, cell: (entry: AuditEntry) => string | undefined])[] = [
  ['asked', ({ askedAt }) => isoOf(askedAt)],
  ['ended', ({ endedAt }) => (endedAt === undefined ? undefined : isoOf(endedAt))],
  ['by', ({ by }) => by?.name],
  ['by id', ({ by }) => by?.id],
  ['act', ({ act }) => act],
  ['mode asked', ({ modeAsked }) => modeAsked],
  ['mode confirmed', ({ modeConfirmed }) => modeConfirmed],
  ['sessions', ({ scope }) => scope],
  ['agents', ({ about }) => listed(about, ({ name }) => name)],
  ['agent ids', ({ about }) => listed(about, ({ id }) => id)],
  ['session id', ({ sessionId }) => sessionId],
  ['outcome', ({ outcome }) => outcome],
  ['code', ({ code }) => code],
  ['operation id', ({ id }) => id],
];

/** A table with a heading line, as RFC 4180 has it. A cell that a spreadsheet could take for a formula begins with an apostrophe. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const lines = [COLUMNS.map(([name]) => name), ...entries.map((entry) => COLUMNS.map(([, cell]) => cell(entry)))];
  return lines.map((cells) => `${cells.map(safeCell).join(',')}\r\n`).join('');
}

const listed = (people: readonly AuditPerson[], part: (person: AuditPerson) => string | undefined): string =>
  people.map(part).filter(Boolean).join('; ');

const isoOf = (time: number): string => new Date(time).toISOString();

/** What spreadsheets, also in East Asian widths and after spaces, take for the beginning of a formula. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@|%＝＋－＠]/u;

function safeCell(value = ''): string {
  // Tabs and line breaks begin new cells in programs that guess.
  const line = value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return `"${FORMULA.test(line) ? "'" : ''}${line.replaceAll('"', '""')}"`;
}
