import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Moment } from './kill-at-command.ts';

/**
 * Lets a writer of its own process append `id` to a ledger over the API at `apiUrl`, with SIGKILL at its request number
 * `request` (from 1): before it reaches GitHub, while GitHub works on it, or when it is done and the answer is lost.
 * Gives whether there was such a request. A writer that was not killed has had its append acknowledged.
 */
export async function appendAndKillAt(options: {
  readonly apiUrl: string;
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  readonly signerKey: string;
  readonly id: string;
  readonly request: number;
  readonly moment: Moment;
}): Promise<boolean> {
  const { origin, pathname } = new URL(options.apiUrl);
  let requests = 0;
  let writer: ChildProcess | undefined;
  const underway: Promise<unknown>[] = [];
  const proxy = createServer((incoming, outgoing) => {
    const pass = async (): Promise<void> => {
      const body = await bodyOf(incoming);
      requests += 1;
      const isLast = requests === options.request;
      if (isLast && options.moment !== 'after') writer?.kill('SIGKILL');
      if (isLast && options.moment === 'before') return;
      const answer = await forward(`${origin}${incoming.url ?? ''}`, incoming, body);
      const content = Buffer.from(await answer.arrayBuffer());
      if (isLast) writer?.kill('SIGKILL');
      else outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(content);
    };
    underway.push(pass());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  try {
    const { port } = proxy.address() as AddressInfo;
    const program = join(import.meta.dirname, 'append-to-github-program.ts');
    const { owner, repo, id } = options;
    writer = spawn(
      process.execPath,
      ['--no-warnings', program, `http://127.0.0.1:${port}${pathname}`, owner, repo, id],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: 60_000,
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          GITHUB_TOKEN: options.token,
          LOG_KEY: options.signerKey,
        },
      },
    );
    let stderr = '';
    writer.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code, signal] = (await once(writer, 'close')) as [number | null, string | null];
    if (signal !== 'SIGKILL' && code !== 0) throw new Error(stderr);
    // "during" leaves GitHub with a request of a writer that is dead: what follows races with it, and then it ends.
    if (options.moment !== 'during') await Promise.all(underway);
    return signal === 'SIGKILL';
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function forward(
  url: string,
  { method = 'GET', headers }: IncomingMessage,
  body: Buffer,
): Promise<Response> {
  const { authorization, accept, 'content-type': type } = headers;
  const kept = { authorization, accept, 'content-type': type };
  const sent = Object.entries(kept).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(url, { method, headers: sent, ...(body.length > 0 && { body: new Uint8Array(body) }) });
}
