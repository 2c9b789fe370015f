import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  type McpHttpHandler,
  type McpServerFactory,
  originValidationResponse,
} from '@modelcontextprotocol/server';
import { asVaultMeshError } from '../../../core/common/error.ts';

/** The path of the protocol; there is nothing else. */
export const MCP_PATH = '/mcp';

/** The longest decision that can be proposed has less. */
const MAX_BODY = 262_144;
const TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 100;
const MAX_SUBSCRIPTIONS = 16;

export interface McpHttpOptions {
  /** Beside localhost, the hosts that a request may be for, and the hosts of pages that it may come from; without ports. */
  readonly allowedHosts: readonly string[];
  /** Told of each request that is not served, and why. */
  readonly onFault: (error: Error) => void;
}

export interface McpHttpServer {
  readonly server: Server;
  /** Takes no more requests, and gives those that are running `ms` milliseconds. */
  close(ms: number): Promise<void>;
}

/**
 * Streamable HTTP for servers that `factory` makes, one for each request, with no sessions. It does not listen yet. A
 * request whose Host or Origin is not allowed is refused, so that no page in a browser reaches the server by a name of
 * its own (DNS rebinding).
 */
export function mcpHttpServer(
  factory: McpServerFactory,
  { allowedHosts, onFault }: McpHttpOptions,
): McpHttpServer {
  const handler = createMcpHandler(factory, {
    maxRequestBodySize: MAX_BODY,
    maxSubscriptions: MAX_SUBSCRIPTIONS,
    onerror: onFault,
  });
  const hosts = [...localhostAllowedHostnames(), ...allowedHosts];
  const origins = [...localhostAllowedOrigins(), ...allowedHosts];
  const answer = (request: Request): Response | Promise<Response> =>
    hostHeaderValidationResponse(request, hosts) ??
    originValidationResponse(request, origins) ??
    (new URL(request.url).pathname === MCP_PATH
      ? handler.fetch(request)
      : new Response('not found\n', { status: 404 }));

  const server = createServer(
    { requestTimeout: TIMEOUT_MS, headersTimeout: TIMEOUT_MS, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      respond(request, response, answer, () => server.listening).catch((error: unknown) => {
        onFault(asVaultMeshError(error));
        if (response.headersSent) response.destroy();
        else response.writeHead(500, { Connection: 'close' }).end();
      });
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  return { server, close: (ms) => closeServer(server, handler, ms) };
}

/** Hands a request of Node over as one of the web, and its answer back as it comes. */
async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Response | Promise<Response>,
  isOpen: () => boolean,
): Promise<void> {
  const { method = 'GET', url = '/', headersDistinct } = incoming;
  const leaving = new AbortController();
  outgoing.once('close', () => {
    leaving.abort();
  });
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const request = new Request(new URL(url, 'http://localhost'), {
    method,
    headers: Object.entries(headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    ),
    signal: leaving.signal,
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' as const }),
  });
  const response = await answer(request);
  // The rest of a body that was not read would be taken for the next request; and a server that ends takes no more.
  const isLast = !incoming.complete || !isOpen();
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    ...(isLast && { Connection: 'close' }),
  });
  if (response.body === null) {
    outgoing.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body), outgoing).catch((error: unknown) => {
    // Who goes away before the end is no fault of ours.
    if (!leaving.signal.aborted) throw error;
  });
}

async function closeServer(server: Server, handler: McpHttpHandler, ms: number): Promise<void> {
  const closed = new Promise((settle) => server.close(settle));
  server.closeIdleConnections();
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, ms);
  await closed;
  clearTimeout(late);
  await handler.close();
}
