import type { ServerResponse } from 'node:http';
import type { Reply } from './reply.ts';

/** Writes an answer to the wire. */
export function writeReply(
  response: ServerResponse,
  reply: Reply,
  headers: Record<string, string> = {},
): void {
  const all: Record<string, string> = { ...headers, ...reply.headers };
  let body: string | Uint8Array = '';
  if (reply.bytes !== undefined) {
    all['content-type'] = reply.bytes.type;
    body = reply.bytes.content;
  } else if (reply.json !== undefined) {
    all['content-type'] = 'application/json; charset=utf-8';
    body = JSON.stringify(reply.json);
  }
  if (reply.status !== 204 && reply.status !== 304) all['content-length'] = String(Buffer.byteLength(body));
  response.writeHead(reply.status, all);
  response.end(body);
}
