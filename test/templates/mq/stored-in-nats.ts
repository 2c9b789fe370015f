import { once } from 'node:events';
import { connect } from 'node:net';

/** The part of JetStream's answers that is needed here: https://docs.nats.io/reference/reference-protocols/nats_api_reference */
interface Answer {
  readonly error?: { readonly code: number };
  readonly state?: { readonly first_seq: number; readonly last_seq: number };
  readonly message?: { readonly subject: string; readonly data?: string };
}

/** The bodies of all messages of a subject that a stream holds; none when there is no stream. */
export async function storedInNats(port: number, stream: string, subject: string): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('CONNECT {"verbose":false}\r\nSUB answers 1\r\n');
    const ask = async (operation: string, question: object): Promise<Answer> => {
      const body = JSON.stringify(question);
      socket.write(`PUB $JS.API.STREAM.${operation}.${stream} answers ${Buffer.byteLength(body)}\r\n${body}\r\n`);
      let received = '';
      for (;;) {
        const [chunk] = (await once(socket, 'data')) as [Buffer];
        received += chunk.toString();
        const [head, length] = /^MSG answers 1 (?:\S+ )?(\d+)\r\n/m.exec(received) ?? [];
        if (head === undefined) continue;
        const begin = received.indexOf(head) + head.length;
        if (received.length >= begin + Number(length)) {
          return JSON.parse(received.slice(begin, begin + Number(length))) as Answer;
        }
      }
    };
    const { state } = await ask('INFO', {});
    const bodies: string[] = [];
    for (let seq = state?.first_seq ?? 1; seq <= (state?.last_seq ?? 0); seq += 1) {
      const { message } = await ask('MSG.GET', { seq });
      if (message?.subject === subject) bodies.push(Buffer.from(message.data ?? '', 'base64').toString());
    }
    return bodies;
  } finally {
    socket.destroy();
  }
}
