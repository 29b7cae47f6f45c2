import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorText } from '../../../src/elements/foundation/error-text.js';
import { de } from '../../../src/elements/foundation/localization/de.js';
import { en } from '../../../src/elements/foundation/localization/en.js';
import { readAnswer } from '../../../src/protocol/answer.js';
import { GwsError, type GwsErrorCode } from '../../../src/protocol/gws-error.js';

/** What each code tells a person to do next; a code that is forgotten here does not compile. */
const NEXT: Readonly<Record<GwsErrorCode, RegExp>> = {
  'parameter-missing': /Check what you entered/,
  validation: /Check what you entered/,
  'invalid-state': /Look at the session again/,
  'not-offered': /Look at the session again/,
  forbidden: /Ask your supervisor/,
  'permission-denied': /Ask your supervisor/,
  'read-only': /Ask your supervisor/,
  'not-found': /Choose again/,
  'server-error': /Try again in a moment/,
  'in-use': /Try again in a moment/,
  csrf: /Try again in a moment/,
  'rate-limited': /Try again in a moment/,
  unavailable: /Try again in a moment/,
  partial: /Look at the session before you try again/,
  incomplete: /Look at the session before you try again/,
  timeout: /Look at the session before you try again/,
  unconfirmed: /Look at the session before you try again/,
  'auth-required': /Sign in again/,
  'change-password': /Sign in again/,
  'resource-error': /Tell your administrator/,
  'already-exists': /Tell your administrator/,
  'bad-answer': /Tell your administrator/,
  'operation-failed': /you can try again/,
  network: /when the line is back/,
  audience: /It was not sent/,
  canceled: /held back by this application/,
  busy: /Wait until it has ended/,
};

describe('the sentence for a failure', () => {
  for (const [code, next] of Object.entries(NEXT) as [GwsErrorCode, RegExp][]) {
    it(`says what to do next after ${code}, in other words than the server’s`, () => {
      const operation = 'SetDisposition';
      const error = new GwsError(code, { operation, serverMessage: 'java.lang.NullPointerException' });
      for (const t of [en, de]) {
        const text = errorText(t, error);
        assert.match(text, /\.$/);
        assert.doesNotMatch(text, /java|SetDisposition|undefined|\{/);
      }
      assert.match(errorText(en, error), next);
    });
  }

  it('exists for each statusCode', () => {
    const codes = Array.from({ length: 20 }, (_, at) => {
      try {
        readAnswer({ status: 200, body: { statusCode: at + 1, statusMessage: 'no' } }, 'Leave');
      } catch (error) {
        return (error as GwsError).code;
      }
      return undefined;
    });
    assert.deepEqual(
      codes.filter((code) => code === undefined || !(code in NEXT)),
      [],
    );
    // 12 to 17 are one kind of failure: a resource could not be read, written or assigned.
    assert.equal(new Set(codes).size, 15);
  });

  it('is a better one where the operation allows it', () => {
    const failed = new GwsError('operation-failed', { operation: 'Transfer' });
    assert.equal(errorText(en, failed), 'They cannot take the session. It is still yours; choose somebody else.');
  });

  it('does not say that an invitation is over when it still rings', () => {
    const sentence = (code: GwsErrorCode): string => errorText(en, new GwsError(code, { operation: 'Accept' }));
    assert.match(sentence('not-found'), /^The invitation is over/);
    assert.match(sentence('operation-failed'), /^Accept was refused/);
  });

  it('exists for a code that another transport made up', () => {
    const strange = { code: 'who-knows' as GwsErrorCode, operation: 'Leave' as const };
    assert.equal(errorText(en, strange), 'Leave: the server could not do it now. Try again in a moment.');
  });

  it('exists without an operation', () => {
    assert.match(errorText(en, new GwsError('network')), /^The request: no connection/);
  });
});
