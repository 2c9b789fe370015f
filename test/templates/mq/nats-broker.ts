import { rm } from 'node:fs/promises';
import { freePort } from '../contract/service-process.ts';
import type { Broker, Message } from './broker.ts';
import { withNats } from './nats-connection.ts';
import { serverProcess } from './server-process.ts';

/** The part of JetStream's answers that is needed here: https://docs.nats.io/reference/reference-protocols/nats_api_reference */
interface Answer {
  readonly error?: { readonly code: number };
  readonly config?: object;
  readonly state?: { readonly messages: number; readonly first_seq: number; readonly last_seq: number };
  readonly message?: { readonly subject: string; readonly hdrs?: string; readonly data?: string };
  readonly stream?: string;
}

/** Marks attributes of CloudEvents among the headers. */
const PREFIX = 'ce-';

export async function natsBroker(folder: string, worker: string): Promise<Broker> {
  const [port, monitoring] = await Promise.all([freePort(), freePort()]);
  const words = [
    '--addr=127.0.0.1',
    `--port=${port}`,
    `--http_port=${monitoring}`,
    '--jetstream',
    `--store_dir=${folder}`,
  ];
  const server = serverProcess('nats-server', words, process.env);

  /** Changes the settings of the stream of events, and returns those that it had. */
  const configure = (change: (now: Answer) => object): Promise<object> =>
    withNats(port, async (ask) => {
      const now = (await ask('$JS.API.STREAM.INFO.EVENTS', '')) as Answer;
      const wanted = { ...now.config, ...change(now) };
      const { error } = (await ask('$JS.API.STREAM.UPDATE.EVENTS', JSON.stringify(wanted))) as Answer;
      if (error !== undefined) throw new Error(`not changed: ${JSON.stringify(error)}`);
      return now.config ?? {};
    });

  /** All messages of a subject; none when there is no such stream. */
  const stored = (stream: string, subject: string): Promise<Message[]> =>
    withNats(port, async (ask) => {
      const api = async (operation: string, question: object): Promise<Answer> =>
        (await ask(`$JS.API.STREAM.${operation}.${stream}`, JSON.stringify(question))) as Answer;
      const { state } = await api('INFO', {});
      const found: Message[] = [];
      for (let seq = state?.first_seq ?? 1; seq <= (state?.last_seq ?? 0); seq += 1) {
        const { message } = await api('MSG.GET', { seq });
        if (message?.subject === subject) {
          found.push({ attributes: attributesOf(decode(message.hdrs)), data: decode(message.data) });
        }
      }
      return found;
    });

  return {
    url: `nats://127.0.0.1:${port}`,
    monitoring: `127.0.0.1:${monitoring}`,
    start: () => server.start(() => stored('EVENTS', '').then(() => true)),
    end: server.end,
    clear: () => rm(folder, { recursive: true }),
    publish: ({ attributes, data }) =>
      withNats(port, async (ask) => {
        const headers = Object.entries(attributes).map(
          ([name, value]) => [PREFIX + name, encodeURI(value)] as const,
        );
        const answer = await ask('events.greeting.requested', data, Object.fromEntries(headers));
        if ((answer as Answer).stream !== 'EVENTS') throw new Error(`not stored: ${JSON.stringify(answer)}`);
      }),
    published: (type) => stored('EVENTS', `events.${type}`),
    dead: async () => (await stored('DEAD', `dead.${worker}`)).map(({ data }) => data),
    refuseCompleted: async () => {
      const before = await configure(({ state }) => ({
        discard: 'new',
        max_msgs: 1 + (state?.messages ?? 0),
      }));
      return async () => {
        await configure(() => before);
      };
    },
    forget: () =>
      withNats(port, async (ask) => {
        const { error } = (await ask(`$JS.API.CONSUMER.DELETE.EVENTS.${worker}`, '')) as Answer;
        if (error !== undefined) throw new Error(`not deleted: ${JSON.stringify(error)}`);
      }),
  };
}

/** The attributes among headers as they are sent: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/nats-protocol-binding.md */
function attributesOf(headers: string): Record<string, string> {
  const lines = headers.split('\r\n').filter((line) => line.startsWith(PREFIX));
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.slice(PREFIX.length).split(':');
      return [name, decodeURIComponent(value.join(':').trim())];
    }),
  );
}

function decode(base64 = ''): string {
  return Buffer.from(base64, 'base64').toString();
}
