import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readAnswer } from '../../src/protocol/answer.js';
import { GwsError } from '../../src/protocol/gws-error.js';
import type { GwsErrorCode, GwsErrorDetail } from '../../src/protocol/gws-error.js';
import type { JsonValue } from '../../src/protocol/json.js';
import { MAX_SERVER_MESSAGE } from '../../src/protocol/limits.js';

const refusal = (status: number, body: JsonValue | undefined, operation: 'Leave' | undefined = 'Leave'): GwsError => {
  try {
    readAnswer({ status, body }, operation);
  } catch (error) {
    assert.ok(error instanceof GwsError);
    return error;
  }
  assert.fail(`${status} ${JSON.stringify(body)} passed for success`);
};

describe('success', () => {
  test('is statusCode 0 in any of its spellings, in a 2xx answer', () => {
    for (const body of [{ statusCode: 0 }, { statusCode: '0' }, { status: 0 }, { status: 'ok' }, { status: '0' }]) {
      assert.deepEqual(readAnswer({ status: 200, body }, 'Leave'), {});
    }
    assert.deepEqual(readAnswer({ status: 202, body: { statusCode: 0, smssessions: [] } }), {});
  });

  test('brings the reference, a number or not', () => {
    assert.deepEqual(readAnswer({ status: 200, body: { statusCode: 0, referenceId: 35 } }), { referenceId: '35' });
    assert.deepEqual(readAnswer({ status: 200, body: { statusCode: 0, referenceId: 'a-1' } }), { referenceId: 'a-1' });
    assert.deepEqual(readAnswer({ status: 200, body: { statusCode: 0, referenceId: {} } }), {});
  });
});

describe('refusal', () => {
  test('each documented statusCode has its meaning, whatever the HTTP status', () => {
    const codes: Record<number, GwsErrorCode> = {
      1: 'parameter-missing',
      2: 'invalid-state',
      3: 'forbidden',
      4: 'server-error',
      5: 'permission-denied',
      6: 'not-found',
      7: 'partial',
      8: 'change-password',
      9: 'incomplete',
      10: 'validation',
      11: 'read-only',
      12: 'resource-error',
      13: 'resource-error',
      14: 'resource-error',
      15: 'resource-error',
      16: 'resource-error',
      17: 'resource-error',
      18: 'already-exists',
      19: 'in-use',
      20: 'auth-required',
      21: 'server-error',
      [-1]: 'server-error',
    };
    for (const [key, code] of Object.entries(codes)) {
      for (const status of [200, 400, 403, 404, 500]) {
        const { code: read, detail } = refusal(status, { statusCode: Number(key), statusMessage: 'why' });
        assert.equal(read, code, key);
        assert.deepEqual(detail, {
          operation: 'Leave',
          statusCode: Number(key),
          httpStatus: status,
          serverMessage: 'why',
        });
      }
    }
    assert.equal(refusal(200, { statusCode: '6' }).code, 'not-found');
    assert.equal(refusal(200, { status: 'error', errorDescription: 'why' }).detail.serverMessage, 'why');
  });

  test('credentials, CSRF, limits and gateways are told by the HTTP status', () => {
    const expected: [number, JsonValue | undefined, GwsErrorCode][] = [
      [401, undefined, 'auth-required'],
      [401, { statusCode: 3 }, 'auth-required'],
      [403, 'Missing or invalid Csrf token', 'csrf'],
      [403, { statusCode: 3, statusMessage: 'Missing or invalid Csrf token' }, 'csrf'],
      [403, undefined, 'forbidden'],
      [429, undefined, 'rate-limited'],
      [502, undefined, 'unavailable'],
      [503, { statusCode: 4 }, 'unavailable'],
      [504, '<html>', 'unavailable'],
      [400, undefined, 'validation'],
      [413, undefined, 'validation'],
      [404, undefined, 'not-found'],
      [408, undefined, 'timeout'],
      [405, undefined, 'bad-answer'],
      [302, undefined, 'bad-answer'],
      [500, undefined, 'server-error'],
      [500, { statusCode: 0 }, 'server-error'],
      [599, null, 'server-error'],
    ];
    for (const [status, body, code] of expected) assert.equal(refusal(status, body).code, code, String(status));
  });

  test('keeps how long to wait, and cuts long server texts', () => {
    assert.throws(
      () => readAnswer({ status: 429, body: undefined, retryAfter: 5000 }),
      (error: unknown) => error instanceof GwsError && error.detail.retryAfter === 5000 && error.retryable,
    );
    const { serverMessage } = refusal(500, { statusCode: 4, statusMessage: 'x'.repeat(5000) }).detail;
    assert.equal(serverMessage?.length, MAX_SERVER_MESSAGE);
  });
});

describe('an answer that says nothing clear', () => {
  test('is never success: whatever was asked may have been done', () => {
    for (const body of [
      undefined,
      null,
      [],
      'ok',
      0,
      {},
      { statusCode: null },
      { statusCode: '' },
      { statusCode: ' 0' },
      { statusCode: [0] },
      { statusCode: 0.5 },
      { statusCode: NaN },
      { statusCode: false },
    ]) {
      const error = refusal(200, body);
      assert.equal(error.code, 'bad-answer');
      assert.equal(error.detail.outcomeUnknown, true);
      assert.equal(error.retryable, false);
    }
  });

  test('to a read leaves nothing unknown', () => {
    assert.throws(
      () => readAnswer({ status: 200, body: undefined }),
      (error: unknown) => error instanceof GwsError && !('outcomeUnknown' in error.detail),
    );
  });

  test('of a gateway leaves the outcome open unless GWS itself refused', () => {
    const unknown = (status: number, body?: JsonValue): GwsErrorDetail['outcomeUnknown'] =>
      refusal(status, body).detail.outcomeUnknown;
    for (const status of [500, 502, 503, 504, 408]) assert.equal(unknown(status), true, String(status));
    assert.equal(unknown(500, { statusCode: 0 }), true);
    for (const status of [400, 401, 403, 404, 405, 413, 429]) assert.equal(unknown(status), undefined, String(status));
    for (const status of [500, 503]) assert.equal(unknown(status, { statusCode: 4 }), undefined);
  });
});
