import type { IncomingMessage } from 'node:http';
import { verify } from '@octokit/webhooks-methods';
import { type Clock, formatTime } from '../../core/common/clock.ts';
import type { Delivery } from './delivery.ts';
import type { BodyReader, Refusal } from './read-body.ts';

/** GitHub caps payloads at 25 MB. */
const LARGEST_BODY = 25 * 1024 * 1024;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EVENT = /^[a-z0-9_]{1,64}$/;
const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

/**
 * Reads what GitHub delivers: first the headers, then no more than GitHub sends, then the signature over the very bytes, and only
 * then what they say.
 */
export async function readDelivery(
  request: IncomingMessage,
  readBody: BodyReader,
  secret: string,
  clock: Clock,
): Promise<Delivery | Refusal> {
  if (request.method !== 'POST') return { status: 405, reason: 'only POST' };
  const header = (name: string): string => String(request.headers[name] ?? '');
  const [id, event] = [header('x-github-delivery'), header('x-github-event')];
  const signature = header('x-hub-signature-256');
  const type = header('content-type').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') return { status: 415, reason: 'not application/json' };
  if (!GUID.test(id) || !EVENT.test(event)) return { status: 400, reason: 'not a delivery of GitHub' };
  if (signature === '') return { status: 400, reason: 'not signed' };
  if (!SIGNATURE.test(signature)) return { status: 401, reason: 'the signature is wrong' };
  const length = header('content-length');
  if (!/^\d{1,9}$/.test(length) || Number(length) > LARGEST_BODY) {
    return { status: 413, reason: 'too large or of unknown length' };
  }
  return readBody<Delivery | Refusal>(request, async (bytes) => {
    // Bytes that are no UTF-8 do not come out of it as they went in, so that their signature is wrong.
    const text = bytes.toString('utf8');
    if (text === '' || !(await verify(secret, text, signature))) {
      return { status: 401, reason: 'the signature is wrong' };
    }
    const payload = parseObject(text);
    if (payload === undefined) return { status: 400, reason: 'not a JSON object' };
    return { id, event, payload, receivedAt: formatTime(clock()) };
  });
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
