import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Launch } from '../contract/languages.ts';
import { MAKE_TIMEOUT_MS } from '../make.ts';
import { connectMcp, type McpConnection, type Message } from './mcp-connection.ts';

/** https://modelcontextprotocol.io/specification/2025-06-18 */
const VERSION = '2025-06-18';
const CLIENT = { capabilities: {}, clientInfo: { name: 'contract', version: '1' } };

interface Listed {
  readonly resources: readonly { readonly uri: string; readonly name: string; readonly mimeType: string }[];
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    readonly inputSchema: { readonly type: string; readonly required?: readonly string[] };
  }[];
}

/** What the MCP server of a spawned repository keeps to, whatever language it is written in. */
export function describeMcp(launch: () => Launch): void {
  let server: McpConnection;

  const begin = async (protocolVersion: string): Promise<[McpConnection, Message]> => {
    const connection = await connectMcp(launch().directory);
    const hello = await connection.ask('initialize', { protocolVersion, ...CLIENT });
    connection.notify('notifications/initialized');
    return [connection, hello];
  };
  const list = async <K extends keyof Listed>(what: K): Promise<Listed[K]> =>
    ((await server.ask(`${what}/list`)).result as unknown as Listed)[what];
  const call = (name: string, words: object): Promise<Message> =>
    server.ask('tools/call', { name, arguments: words });
  /** A call that fails is told by an error, or by a result that says that it is one. */
  const failure = ({ error, result }: Message): unknown => error?.code ?? result?.['isError'];
  const alive = async (): Promise<void> => expect((await server.ask('ping')).result).toEqual({});

  describe('MCP', () => {
    beforeAll(async () => {
      const decisions = join(launch().directory, 'docs/adr');
      await mkdir(decisions);
      await writeFile(join(decisions, '0001-use-a-queue.md'), '# Use a queue\n\nGreetings come in bursts.\n');
      [server] = await begin(VERSION);
    }, MAKE_TIMEOUT_MS);

    afterAll(async () => {
      await server.close();
    });

    it('agrees on the version that it is asked for, and ends when its input does', async () => {
      const [connection, { result }] = await begin(VERSION);
      expect(result).toMatchObject({
        protocolVersion: VERSION,
        capabilities: { resources: expect.any(Object), tools: expect.any(Object) },
        serverInfo: { name: launch().name, version: expect.any(String) },
        instructions: expect.stringContaining(launch().name),
      });
      expect(connection.others()).toEqual([]);
      expect(await connection.close()).toBe(0);
    });

    it('offers a version that it knows for one that nobody does', async () => {
      const [connection, { result }] = await begin('1999-12-31');
      expect(result?.['protocolVersion']).toMatch(/^202\d-\d\d-\d\d$/);
      expect(await connection.close()).toBe(0);
    });

    it('answers ping', alive);

    it('lists documents, each of which can be read as it is in the repository', async () => {
      const resources = await list('resources');
      const uris = resources.map(({ uri }) => uri);
      for (const path of ['README.md', 'docs/operations.md', 'docs/adr/0001-use-a-queue.md', 'memory']) {
        expect(uris).toContain(`context:///${path}`);
      }
      for (const { uri, name, mimeType } of resources) {
        const memory = uri === 'context:///memory';
        const path = memory ? '.vaultmesh/spawn.json' : uri.replace('context:///', '');
        const text = await readFile(join(launch().directory, path), 'utf8');
        expect(name).not.toBe('');
        expect(mimeType).toBe(memory ? 'application/json' : 'text/markdown');
        expect((await server.ask('resources/read', { uri })).result).toMatchObject({
          contents: [{ uri, mimeType, text }],
        });
      }
    });

    it.each(['context:///Makefile', 'context:///../README.md', 'file:///etc/passwd', ''])(
      'does not read %p',
      async (uri) => {
        expect((await server.ask('resources/read', { uri })).error?.code).toBeLessThan(0);
        await alive();
      },
    );

    it('has no templates of resources', async () => {
      expect((await server.ask('resources/templates/list')).result).toMatchObject({ resourceTemplates: [] });
    });

    it('lists its tools with the schema of their arguments', async () => {
      const tools = await list('tools');
      expect(tools.map(({ name }) => name).sort()).toEqual(['get_context', 'search_decisions']);
      for (const { description, inputSchema } of tools) {
        expect(description).toMatch(/\.$/);
        expect(inputSchema.type).toBe('object');
      }
      expect(tools.find(({ name }) => name === 'search_decisions')?.inputSchema.required).toEqual(['query']);
    });

    it.each([
      ['get_context', {}, 'docs/operations.md: '],
      ['search_decisions', { query: 'shutdown_SECONDS' }, 'docs/operations.md:'],
      [
        'search_decisions',
        { query: 'BURSTS come' },
        'docs/adr/0001-use-a-queue.md:3: Greetings come in bursts.',
      ],
      ['search_decisions', { query: 'no-such-word' }, 'Nothing found.'],
    ])('calls %s with %j', async (name, words, expected) => {
      const { result } = await call(name, words);
      expect(result).toMatchObject({ content: [{ type: 'text', text: expect.stringContaining(expected) }] });
      expect(result?.['isError'] ?? false).toBe(false);
    });

    it.each([
      ['search_decisions', {}],
      ['search_decisions', { query: 7 }],
      ['search_decisions', { query: null }],
      ['no_such_tool', {}],
    ])('refuses a call of %s with %j', async (name, words) => {
      expect([true, -32602]).toContain(failure(await call(name, words)));
      await alive();
    });

    it('does not know other methods', async () => {
      expect((await server.ask('no/such/method')).error?.code).toBe(-32601);
    });

    it.each([
      ['half of a JSON text', '{"jsonrpc":"2.0","id":'],
      ['no JSON', 'Hello?'],
      ['no JSON-RPC', '{"hello":"there"}'],
      ['an empty line', ''],
    ])('lives on after %s, and answers with nothing but errors', async (_, line) => {
      const [connection] = await begin(VERSION);
      connection.send(line);
      expect((await connection.ask('ping')).result).toEqual({});
      for (const { error } of connection.others()) expect([-32700, -32600]).toContain(error?.code);
      expect(await connection.close()).toBe(0);
    });

    it('passes over a cancellation of what it has done, and answers no notification', async () => {
      const before = server.others().length;
      server.notify('notifications/cancelled', { requestId: 'request 1', reason: 'too late' });
      server.notify('notifications/no_such_thing');
      await alive();
      expect(server.others()).toHaveLength(before);
    });
  });
}
