import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorText } from '../../../src/elements/foundation/error-text.js';
import { en } from '../../../src/elements/foundation/localization/en.js';
import { GwsError, type GwsErrorCode } from '../../../src/protocol/gws-error.js';

describe('the sentence for a failure', () => {
  it('names the operation and is never the server’s own words', () => {
    for (const code of Object.keys(en.errors.codes) as GwsErrorCode[]) {
      const error = new GwsError(code, {
        operation: 'SetDisposition',
        serverMessage: 'java.lang.NullPointerException',
      });
      const text = errorText(en, error);
      assert.match(text, /\.$/, code);
      assert.doesNotMatch(text, /java|SetDisposition|undefined/, code);
    }
  });

  it('is a better one where the operation allows it', () => {
    const failed = new GwsError('operation-failed', { operation: 'Transfer' });
    assert.equal(errorText(en, failed), 'They cannot take the session. It is still yours; choose somebody else.');
  });

  it('exists for a code that another transport made up', () => {
    const strange = { code: 'who-knows' as GwsErrorCode, operation: 'Leave' as const };
    assert.equal(errorText(en, strange), 'The server failed at Leave. Try again in a moment.');
  });

  it('exists without an operation', () => {
    assert.match(errorText(en, new GwsError('network')), /^The request: no connection/);
  });
});
