import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../contract/service-process.ts';
import { MAKE_TIMEOUT_MS, SHARED_CARGO } from '../make.ts';

/** A message of JSON-RPC 2.0. */
export interface Message {
  readonly jsonrpc: string;
  readonly id?: string | number | null;
  readonly method?: string;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A Model Context Protocol server as a process, seen from its standard input and output. */
export interface McpConnection {
  /** Sends a request, and returns its answer. */
  readonly ask: (method: string, params?: object) => Promise<Message>;
  readonly notify: (method: string, params?: object) => void;
  /** Sends a line as it is. */
  readonly send: (line: string) => void;
  /** All that the server has sent so far, but for what `ask` returned. */
  readonly others: () => readonly Message[];
  /** Closes standard input; returns the exit code. */
  readonly close: () => Promise<number | null>;
}

/** Starts the server by the repository's own `.mcp.json`, as an assistant does. */
export async function connectMcp(directory: string): Promise<McpConnection> {
  const { mcpServers } = JSON.parse(await readFile(join(directory, '.mcp.json'), 'utf8')) as {
    readonly mcpServers: Readonly<
      Record<string, { readonly command: string; readonly args: readonly string[] }>
    >;
  };
  const [server] = Object.values(mcpServers);
  if (server === undefined) throw new Error('.mcp.json names no server');
  const env = { ...process.env, ...SHARED_CARGO };
  const child = spawn(server.command, server.args, {
    cwd: directory,
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')));

  let lastId = 0;
  const asked = new Set<Message['id']>();
  const received = (): Message[] =>
    output
      .split('\n')
      .slice(0, -1)
      .map((line) => readMessage(Buffer.from(line, 'latin1').toString()));
  const send = (line: string): void => void child.stdin.write(`${line}\n`);
  const write = (message: object): void => send(JSON.stringify({ jsonrpc: '2.0', ...message }));

  return {
    ask: async (method, params) => {
      const id = `request ${++lastId}`;
      asked.add(id);
      write({ id, method, params });
      const answer = (): Message | undefined => received().find((message) => message.id === id);
      await until(() => {
        if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} at ${method}`);
        return Promise.resolve(answer() !== undefined);
        // The first time, a language may compile the server before.
      }, MAKE_TIMEOUT_MS);
      return answer() as Message;
    },
    notify: (method, params) => write({ method, params }),
    send,
    others: () => received().filter(({ id }) => !asked.has(id)),
    close: async () => {
      child.stdin.end();
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

/** Standard output belongs to the protocol: whatever else is there is an error. */
function readMessage(line: string): Message {
  const message = JSON.parse(line) as Message;
  if (message.jsonrpc !== '2.0') throw new Error(`no JSON-RPC 2.0: ${line}`);
  return message;
}
