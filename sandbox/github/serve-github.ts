import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { serveGit } from './git-http.ts';
import { graphqlRoute } from './graphql/graphql-route.ts';
import { RestEndpoint } from './http/rest-endpoint.ts';
import { readBody } from './http/read-body.ts';
import { Router } from './http/router.ts';
import type { Traffic } from './http/traffic.ts';
import type { Hub } from './hub.ts';
import type { GitHubSandbox } from './github-sandbox.ts';
import { createFromManifest, isNewApp } from './pages/new-app.ts';
import { servePage } from './pages/serve-page.ts';
import { REST_ROUTES } from './rest/index.ts';

const GIT_PATH = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;
const API_PATH = /^\/api\/(?:v3|uploads)(\/.*)$/;

/** What the server does with a request: REST and uploads, GraphQL, git, or a page for people. */
export function serveGitHub(
  hub: Hub,
  traffic: Traffic,
  registerApp: GitHubSandbox['registerApp'],
  log?: (line: string) => void,
): RequestListener {
  const endpoint = new RestEndpoint(hub, new Router([...REST_ROUTES, graphqlRoute]), traffic);

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', hub.addresses.web);
    const method = incoming.method ?? 'GET';
    const { headers } = incoming;
    const body = await readBody(incoming);
    const request = { method, url, headers, body };
    const api =
      API_PATH.exec(url.pathname)?.[1] ?? (url.pathname === '/api/graphql' ? '/graphql' : undefined);
    const [, owner, repo, service] = GIT_PATH.exec(url.pathname) ?? [];
    if (api !== undefined) await endpoint.answer(request, api, response);
    else if (owner !== undefined && repo !== undefined && service !== undefined) {
      await serveGit(hub, request, { owner, repo, service }, response);
    } else if (isNewApp(request)) createFromManifest(hub, registerApp, request, response);
    else await servePage(hub, request, response);
    log?.(`${method} ${url.pathname}${url.search} ${response.statusCode}`);
  };

  return (incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      log?.(`${String(incoming.method)} ${String(incoming.url)} failed: ${String(error)}`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end('The sandbox failed; its log says why.\n');
    });
  };
}
