import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorText } from '../../../src/elements/foundation/error-text.js';
import { en } from '../../../src/elements/foundation/localization/en.js';
import { GwsError, type GwsErrorCode } from '../../../src/protocol/gws-error.js';

const CODES: readonly GwsErrorCode[] = [
  'parameter-missing',
  'invalid-state',
  'forbidden',
  'not-found',
  'server-error',
  'timeout',
  'auth-required',
  'resource-error',
  'operation-failed',
  'network',
  'audience',
  'canceled',
  'busy',
  'unconfirmed',
];

describe('the sentence for a failure', () => {
  it('names the operation and is never the server’s own words', () => {
    for (const code of CODES) {
      const error = new GwsError(code, {
        operation: 'SetDisposition',
        serverMessage: 'java.lang.NullPointerException',
      });
      const text = errorText(en, error);
      assert.match(text, /\.$/, code);
      assert.doesNotMatch(text, /java|SetDisposition|undefined|\{/, code);
    }
  });

  it('is a better one where the operation allows it', () => {
    const failed = new GwsError('operation-failed', { operation: 'Transfer' });
    assert.equal(errorText(en, failed), 'They cannot take the session. It is still yours; choose somebody else.');
  });

  it('exists for a code that another transport made up', () => {
    const strange = { code: 'who-knows' as GwsErrorCode, operation: 'Leave' as const };
    assert.equal(errorText(en, strange), 'Leave: the server could not do it now. Try again in a moment.');
  });

  it('exists without an operation', () => {
    assert.match(errorText(en, new GwsError('network')), /^The request: no connection/);
  });
});
