import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { connectMcp, type McpConnection, type Message } from '../templates/mcp/mcp-connection.ts';

/** A spawned repository's MCP server at an HTTP address, for a client that knows no standard input and output. */
export interface McpBridge {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Each `initialize` starts a server of its own, as each client of standard input and output does. */
export async function bridgeMcp(directory: string): Promise<McpBridge> {
  const connections: McpConnection[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // A stream of what the server says by itself is not offered.
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const {
      id,
      method = '',
      params,
    } = JSON.parse(await text(request)) as Message & { readonly params?: object };
    if (method === 'initialize') connections.push(await connectMcp(directory));
    const connection = connections.at(-1);
    if (connection === undefined) return void response.writeHead(400).end();
    if (id === undefined) {
      connection.notify(method, params);
      return void response.writeHead(202).end();
    }
    const message = await connection.ask(method, params);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...message, id }));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/mcp`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}
