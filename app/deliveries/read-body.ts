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

const NO_ROOM: Refusal = { status: 503, reason: 'no room; deliver it again later' };

/** A body of which not all came yet. */
interface Coming {
  readonly chunks: Buffer[];
  bytes: number;
  readonly giveUp: () => void;
}

/**
 * Reads bodies of which nobody knows yet who sent them: all that are read, or in use, at a moment hold no more than `limit` bytes
 * together. Only bytes that came are counted, so that nobody takes room by saying how much will come. Where there is no room, the body
 * that began first and has not come whole is given up: GitHub's come in a moment, so whoever sends slowly, or much, makes room for them.
 */
export function bodyReader(limit: number): BodyReader {
  let held = 0;
  const coming = new Set<Coming>();

  function makeRoom(): void {
    for (const oldest of coming) {
      if (held <= limit) return;
      held -= oldest.bytes;
      oldest.bytes = 0;
      oldest.chunks.length = 0;
      coming.delete(oldest);
      oldest.giveUp();
    }
  }

  return async (request, use) => {
    const givenUp = Promise.withResolvers<undefined>();
    const mine: Coming = { chunks: [], bytes: 0, giveUp: () => givenUp.resolve(undefined) };
    coming.add(mine);
    try {
      // The answer goes over the connection of the body, also where no more of it is read.
      const body: AsyncIterator<Buffer> = request.iterator({ destroyOnReturn: false });
      try {
        for (;;) {
          const next = await Promise.race([givenUp.promise, body.next()]);
          if (next === undefined || !coming.has(mine)) return NO_ROOM;
          if (next.done === true) break;
          held += next.value.length;
          mine.bytes += next.value.length;
          mine.chunks.push(next.value);
          makeRoom();
        }
      } catch {
        return { status: 408, reason: 'its body did not come' };
      }
      coming.delete(mine);
      return await use(Buffer.concat(mine.chunks.splice(0)));
    } finally {
      coming.delete(mine);
      held -= mine.bytes;
    }
  };
}
