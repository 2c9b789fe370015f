import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VaultMeshError } from '../../core/common/error.ts';
import { appManifest } from './app-manifest.ts';
import { donePage, formPage, refusedPage } from './pages.ts';
import type { SetupOptions } from './setup-options.ts';

/** How long a person has to confirm on GitHub, in ms. GitHub's code is good for as long. */
const PATIENCE = 60 * 60_000;

/**
 * Serves a page on loopback that sends the manifest to GitHub, says where it is by `tell`, and resolves to the code with which GitHub
 * sends the browser back. A code without the state of this very run is refused. Throws `incomplete` when nobody comes back.
 */
export async function awaitCode(options: SetupOptions, tell: (address: string) => void): Promise<string> {
  const state = randomBytes(32).toString('hex');
  const server = createServer({ requestTimeout: 10_000 }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const here = `127.0.0.1:${port}`;
  const form = formPage(newAppAddress(options, state), appManifest(options, `http://${here}/created`));

  try {
    return await new Promise<string>((resolve, reject) => {
      server.on('request', (request, response) => {
        const { status, html, code } = answer(request);
        if (code !== undefined) response.on('close', () => resolve(code));
        write(response, status, html, new URL(options.server).origin);
      });
      setTimeout(() => {
        reject(new VaultMeshError('incomplete', 'Nobody confirmed on GitHub within an hour. Run it again.'));
      }, PATIENCE).unref();
      tell(`http://${here}/`);
    });
  } finally {
    server.close();
    server.closeAllConnections();
  }

  function answer(request: IncomingMessage): { status: number; html: string; code?: string } {
    const url = new URL(request.url ?? '/', `http://${here}`);
    const refused = { status: 404, html: refusedPage() };
    // A page elsewhere that has its own name point here would be asked with that name.
    if (request.headers.host !== here || request.method !== 'GET') return refused;
    if (url.pathname === '/') return { status: 200, html: form };
    const code = url.searchParams.get('code') ?? '';
    const isOurs = url.pathname === '/created' && same(url.searchParams.get('state') ?? '', state);
    return isOurs && /^[\w-]{1,255}$/.test(code) ? { status: 200, html: donePage(), code } : refused;
  }
}

function newAppAddress({ server, organization }: SetupOptions, state: string): string {
  const of = organization === undefined ? '' : `/organizations/${organization}`;
  return `${server}${of}/settings/apps/new?state=${state}`;
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function write(response: ServerResponse, status: number, html: string, formsGoTo: string): void {
  const policy = `default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action ${formsGoTo}`;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(html);
}
