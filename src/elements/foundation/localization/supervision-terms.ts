import type { OperationPhase } from '../../../state/session-state.js';

/** `<supervision-log>`. */
export interface SupervisionTerms {
  readonly label: string;
  readonly empty: string;
  readonly arm: (mode: string, sessions: string | undefined) => string;
  /** Without a mode: as armed. */
  readonly intrude: (mode: string | undefined) => string;
  readonly switchTo: (mode: string) => string;
  /** What the server did. */
  readonly observed: Readonly<Record<'Invited' | 'Revoked' | 'Completed', string>>;
  readonly session: (id: string) => string;
  readonly outcomes: Readonly<Record<Exclude<OperationPhase, 'acked'> | 'canceled', string>>;
  /** Where the server confirmed a mode. */
  readonly confirmedAs: (mode: string) => string;
  readonly download: string;
  readonly table: string;
  readonly lines: string;
  /** Acts before those that are shown, which are in the file. */
  readonly older: (count: number) => string;
  /** Acts that are nowhere any more. */
  readonly forgotten: (count: number) => string;
}

/** The supervision log in English. */
export const enSupervision: SupervisionTerms = {
  label: 'Supervision log',
  empty: 'What you do as a supervisor is listed here while this page is open.',
  arm: (mode, sessions) => `Arm ${mode}${sessions === undefined ? '' : ` for ${sessions}`}`,
  intrude: (mode) => (mode === undefined ? 'Intrude as armed' : `Intrude as ${mode}`),
  switchTo: (mode) => `Switch to ${mode}`,
  observed: {
    Invited: 'Offered by armed monitoring',
    Revoked: 'Session taken away',
    Completed: 'Session ended',
  },
  session: (id) => `Session ${id}`,
  outcomes: {
    sending: 'Asked',
    confirmed: 'Confirmed',
    failed: 'Not done',
    unknown: 'Uncertain',
    canceled: 'Held back',
  },
  confirmedAs: (mode) => `Confirmed: ${mode}`,
  download: 'Download',
  table: 'Table (CSV)',
  lines: 'Lines (JSON)',
  older: (count) => (count === 1 ? '1 earlier act is in the file.' : `${count} earlier acts are in the file.`),
  forgotten: (count) =>
    count === 1 ? '1 earlier act is no longer remembered.' : `${count} earlier acts are no longer remembered.`,
};
