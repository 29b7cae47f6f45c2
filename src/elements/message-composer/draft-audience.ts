import type { Audience } from '../../state/audience.js';
import type { Composing, ParticipationMode } from '../../state/selectors.js';

/** For whom a draft was begun, and in what role: what its writer had in mind. */
export interface DraftOrigin {
  readonly audience: Audience;
  readonly mode: ParticipationMode;
}

/** What may happen to a draft now. */
export interface DraftVerdict {
  /** Whom the composer writes to: its look, and where Send would go. */
  readonly audience: Audience;
  /** The draft may not go before its writer said for whom: `widened` more people would read it, `narrowed` fewer, `changed` our role is another. */
  readonly question?: 'widened' | 'narrowed' | 'changed';
}

/**
 * The rule that keeps whispers from customers. A draft belongs to the audience for which it was begun. When that audience can no longer be reached, or our
 * role changed meanwhile, it stays where it is until the writer decides again: never by itself to another audience.
 */
export function judgeDraft(
  origin: DraftOrigin | undefined,
  chosen: Audience | undefined,
  { audiences }: Pick<Composing, 'audiences'>,
  mode: ParticipationMode,
): DraftVerdict {
  if (origin === undefined) {
    const wished = chosen !== undefined && audiences.includes(chosen) ? chosen : audiences[0];
    // Nobody can be written to: the narrower look, which promises nothing.
    return { audience: wished ?? chosen ?? 'agents' };
  }
  const { audience } = origin;
  if (audiences.length === 0) return { audience };
  if (!audiences.includes(audience)) return { audience, question: audience === 'agents' ? 'widened' : 'narrowed' };
  if (mode === origin.mode) return { audience };
  return { audience, question: audiences.includes('customer') && audience === 'agents' ? 'widened' : 'changed' };
}
