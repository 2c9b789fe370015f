import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import type { McpServerFactory } from '@modelcontextprotocol/server';

import { VaultMeshError } from '../../core/common/error.ts';
import type { Terminal } from '../terminal.ts';
import { hostInUrl, type ListenAddress } from './http/listen-address.ts';
import { MCP_PATH, mcpHttpServer, type McpHttpOptions } from './http/mcp-http-server.ts';

/** What requests that are running get when the process is told to end. */
const GRACE_MS = 5_000;

/** Serves over HTTP until `ended`. Throws `network` for an address that cannot be listened on. */
export async function serveHttp(
  terminal: Terminal,
  factory: McpServerFactory,
  { host, port }: ListenAddress,
  { ended, ...options }: McpHttpOptions & { readonly ended: Promise<unknown> },
): Promise<void> {
  const served = mcpHttpServer(factory, options);
  const { server } = served;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new VaultMeshError(
      'network',
      `Cannot listen on ${host}:${port}: the address is taken or not ours.`,
      {
        cause,
      },
    );
  }
  const { port: bound } = server.address() as AddressInfo;
  terminal.tell(`listening on http://${hostInUrl(host)}:${bound}${MCP_PATH}`);
  await ended;
  await served.close(GRACE_MS);
}
