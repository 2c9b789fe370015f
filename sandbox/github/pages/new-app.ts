import type { ServerResponse } from 'node:http';
import { newToken } from '../access/new-token.ts';
import type { AppRegistration, Permissions, RegisteredApp } from '../github-sandbox.ts';
import type { Request } from '../http/call.ts';
import type { Hub } from '../hub.ts';

/** What a manifest must have here; GitHub's page lets a person correct the rest. */
interface Manifest {
  readonly name: string;
  readonly redirect_url: string;
  readonly hook_attributes: { readonly url: string };
  readonly default_permissions: Permissions;
  readonly default_events: readonly string[];
}

const PATH = /^(?:\/organizations\/([^/]+))?\/settings\/apps\/new$/;

export const isNewApp = ({ method, url }: Request): boolean => method === 'POST' && PATH.test(url.pathname);

/**
 * Makes an app of a manifest, as when somebody who is signed in confirms at once, and sends the browser back with a code. The
 * webhook's secret is GitHub's own.
 */
export function createFromManifest(
  hub: Hub,
  register: (registration: AppRegistration) => RegisteredApp,
  { url, body }: Request,
  response: ServerResponse,
): void {
  const organization = PATH.exec(url.pathname)?.[1];
  if (organization !== undefined && hub.state.organization(organization) === undefined) {
    response.writeHead(404).end();
    return;
  }
  const form = new URLSearchParams(Buffer.from(body).toString());
  const manifest = JSON.parse(form.get('manifest') ?? '') as Manifest;
  const app = register({
    slug: manifest.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    webhookUrl: manifest.hook_attributes.url,
    webhookSecret: newToken('ghs').slice(4),
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  });
  const code = newToken('ghs').slice(4);
  hub.state.manifestCodes.set(code, app);
  const back = new URL(manifest.redirect_url);
  back.searchParams.set('code', code);
  back.searchParams.set('state', url.searchParams.get('state') ?? '');
  response.writeHead(302, { location: back.href }).end();
}
