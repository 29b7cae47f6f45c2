import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject, JsonValue } from '../../protocol/json.js';
import type { WireRequest } from '../../protocol/wire.js';
import type { EngineAnswer } from '../engine/contract.js';
import { readJson } from './read-json.js';

/** The request as the engine reads it, or `undefined` when it was refused here. */
export async function wireRequest(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  path: string,
): Promise<WireRequest | undefined> {
  const { method } = request;
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT' && method !== 'DELETE') {
    answer(response, { status: 405, body: refusal(10, 'Method is not supported') });
    return undefined;
  }
  const body = await readBody(request, response);
  if (body === undefined) return undefined;
  if (body.value === undefined) return { method, path, query: Object.fromEntries(url.searchParams) };
  if (typeof body.value !== 'object' || body.value === null || Array.isArray(body.value)) {
    answer(response, { status: 400, body: refusal(10, 'Request body is not a JSON object') });
    return undefined;
  }
  return { method, path, query: Object.fromEntries(url.searchParams), body: body.value as JsonObject };
}

/** The JSON body of a request (`undefined` inside when it has none), or `undefined` when it was refused here. */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ readonly value: JsonValue | undefined } | undefined> {
  const hasBody = request.method === 'POST' || request.method === 'PUT' || request.method === 'DELETE';
  if (!hasBody) return { value: undefined };
  const type = request.headers['content-type'] ?? '';
  const body = await readJson(request);
  if (!body.ok) {
    answer(response, { status: body.status, body: refusal(10, body.reason) });
    return undefined;
  }
  // A form of another site can post, but not as JSON.
  if (body.value !== undefined && !/^application\/json\b|^text\/json\b/i.test(type)) {
    answer(response, { status: 415, body: refusal(10, 'Content-Type must be application/json') });
    return undefined;
  }
  return body;
}

/** Answers with what the engine decided. */
export function answer(response: ServerResponse, { status, body, headers }: EngineAnswer): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json;charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  response.end(JSON.stringify(body));
}

/** @see ReturnValues: 2 not valid for the current state, 10 input validation error, 20 not authenticated */
export function refusal(statusCode: 2 | 10 | 20, statusMessage: string): JsonObject {
  return { statusCode, statusMessage };
}
