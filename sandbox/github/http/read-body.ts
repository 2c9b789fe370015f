import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.ts';

/** GitHub refuses blobs over 100 MB; base64 makes a third more of it. */
const MAX_BYTES = 140_000_000;

/** The whole body of a request. Throws 413 when it is larger than GitHub takes. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new ApiError(413, 'Sorry, your input is too large.');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
