import type { IncomingMessage } from 'node:http';

/** Why a request is no delivery: a status of HTTP, and a word for whoever looks at GitHub's log of deliveries. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/** Reads the body of `request` and resolves as `use` of it does, or with why it was not read. Never rejects by itself. */
export type BodyReader = <Result>(
  request: IncomingMessage,
  use: (body: Buffer) => Promise<Result>,
) => Promise<Result | Refusal>;

/**
 * Reads bodies of which nobody knows yet who sent them: all that are read, or in use, at a moment hold no more than `limit` bytes
 * together. Only bytes that came are counted, so that nobody takes room by saying how much will come.
 */
export function bodyReader(limit: number): BodyReader {
  let held = 0;
  return async (request, use) => {
    const chunks: Buffer[] = [];
    let mine = 0;
    try {
      // The answer goes over the connection of the body, also where no more of it is read.
      const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
      try {
        for await (const chunk of body) {
          held += chunk.length;
          mine += chunk.length;
          if (held > limit) return { status: 503, reason: 'no room; deliver it again later' };
          chunks.push(chunk);
        }
      } catch {
        return { status: 408, reason: 'its body did not come' };
      }
      return await use(Buffer.concat(chunks.splice(0)));
    } finally {
      held -= mine;
    }
  };
}
