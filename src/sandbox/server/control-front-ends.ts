import type { JsonObject } from '../../protocol/json.js';
import type { WireRequest } from '../../protocol/wire.js';
import type { EngineAnswer } from '../engine/contract.js';
import type { FrontEnd } from './front-end.js';
import { refusal } from './http-api.js';

/** Where front ends are listed (GET), and killed or brought back (POST `{"number":2,"up":false}`). */
export const FRONT_ENDS = '/sandbox/front-ends';

/** Answers a request about the front ends. The last one alive cannot be killed by HTTP: nobody could bring it back. */
export async function controlFrontEnds(frontEnds: readonly FrontEnd[], request: WireRequest): Promise<EngineAnswer> {
  if (request.method === 'GET') return { status: 200, body: { statusCode: 0, frontEnds: frontEnds.map(printed) } };
  if (request.method !== 'POST') return { status: 405, body: refusal(10, 'Method is not supported') };
  const { number, up } = request.body ?? {};
  const frontEnd = typeof number === 'number' ? frontEnds[number - 1] : undefined;
  if (frontEnd === undefined || typeof up !== 'boolean') {
    return { status: 400, body: refusal(10, 'Input validation failed: number or up') };
  }
  if (up) await frontEnd.start();
  else if (frontEnds.every((each) => each === frontEnd || !each.up)) {
    return { status: 400, body: refusal(2, 'Not valid for the current state: the last one alive') };
  } else {
    // It may be the one that answers.
    setImmediate(() => void frontEnd.stop());
  }
  return { status: 200, body: { statusCode: 0 } };
}

function printed({ url, up, sessions }: FrontEnd, index: number): JsonObject {
  return { number: index + 1, url, up, sessions };
}
