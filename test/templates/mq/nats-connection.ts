import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends a text to a subject, and returns the JSON that comes back. */
export type AskNats = (subject: string, text: string) => Promise<unknown>;

/** Connects, with no more of the protocol than a question and its answer: https://docs.nats.io/reference/reference-protocols/nats-protocol */
export async function withNats<T>(port: number, use: (ask: AskNats) => Promise<T>): Promise<T> {
  const socket = connect(port, '127.0.0.1');
  const signal = AbortSignal.timeout(10_000);
  try {
    await once(socket, 'connect', { signal });
    socket.write('CONNECT {"verbose":false}\r\nSUB answers 1\r\n');
    return await use(async (subject, text) => {
      socket.write(`PUB ${subject} answers ${Buffer.byteLength(text)}\r\n${text}\r\n`);
      let received = Buffer.alloc(0);
      for (;;) {
        const [chunk] = (await once(socket, 'data', { signal })) as [Buffer];
        received = Buffer.concat([received, chunk]);
        const answer = readMessage(received);
        if (answer !== undefined) return JSON.parse(answer) as unknown;
      }
    });
  } finally {
    socket.destroy();
  }
}

/** The first whole message, among whatever else the server says. */
function readMessage(received: Buffer): string | undefined {
  // In latin1 a character is a byte.
  const head = /^MSG answers 1 (?:\S* )?(\d+)\r\n/m.exec(received.toString('latin1'));
  if (head === null) return undefined;
  const begin = head.index + head[0].length;
  const end = begin + Number(head[1]);
  return received.length < end ? undefined : received.subarray(begin, end).toString();
}
