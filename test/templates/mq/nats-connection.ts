import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends a text with headers to a subject, and returns the JSON that comes back. */
export type AskNats = (
  subject: string,
  text: string,
  headers?: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** Connects, with no more of the protocol than a question and its answer: https://docs.nats.io/reference/reference-protocols/nats-protocol */
export async function withNats<T>(port: number, use: (ask: AskNats) => Promise<T>): Promise<T> {
  const socket = connect(port, '127.0.0.1');
  const signal = AbortSignal.timeout(10_000);
  try {
    await once(socket, 'connect', { signal });
    socket.write('CONNECT {"verbose":false,"headers":true}\r\nSUB answers 1\r\n');
    return await use(async (subject, text, headers = {}) => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const head = lines.length === 0 ? '' : `NATS/1.0\r\n${lines.join('')}\r\n`;
      const sizes = [...(head === '' ? [] : [head]), head + text].map((part) => Buffer.byteLength(part));
      const operation = head === '' ? 'PUB' : 'HPUB';
      socket.write(`${operation} ${subject} answers ${sizes.join(' ')}\r\n${head}${text}\r\n`);
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
