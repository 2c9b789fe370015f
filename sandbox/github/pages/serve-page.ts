import type { ServerResponse } from 'node:http';
import { accessTo } from '../access/access-to.ts';
import type { Actor } from '../access/actor.ts';
import { authenticate } from '../access/authenticate.ts';
import { ApiError } from '../http/api-error.ts';
import type { Request } from '../http/call.ts';
import type { Hub } from '../hub.ts';
import { jobLogPage, runPage, runsPage } from './action-pages.ts';
import { blobPage, branchesPage, commitPage, commitsPage, rawPage, treePage } from './code-pages.ts';
import { html } from './html.ts';
import { issuePage, issuesPage, pullsPage } from './issue-pages.ts';
import { layout } from './layout.ts';
import { overviewPage } from './overview-page.ts';
import type { Page, Renderer } from './page.ts';
import { downloadPage, releasePage, releasesPage } from './release-pages.ts';
import { STYLE } from './style.ts';

const PAGES: readonly (readonly [RegExp, Renderer])[] = [
  [/^$/, treePage],
  [/^tree\/./, treePage],
  [/^blob\/./, blobPage],
  [/^raw\/./, rawPage],
  [/^branches$/, branchesPage],
  [/^commits(\/.*)?$/, commitsPage],
  [/^commit\/[0-9a-f]+$/, commitPage],
  [/^issues$/, issuesPage],
  [/^pulls$/, pullsPage],
  [/^(issues|pull)\/\d+$/, issuePage],
  [/^releases$/, releasesPage],
  [/^releases\/tag\/./, releasePage],
  [/^releases\/download\/./, downloadPage],
  [/^actions$/, runsPage],
  [/^actions\/jobs\/\d+\/logs$/, jobLogPage],
  [/^actions\/runs\/\d+(\/job\/\d+)?$/, runPage],
];

/** Nothing runs and nothing is loaded but our style sheet: what people wrote is shown, never executed. */
const CSP = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/** Answers a browser. A token may come as the password of Basic authentication, to see what is private. */
export async function servePage(hub: Hub, request: Request, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    write(response, 405, 'text/plain', 'Only GET.\n');
    return;
  }
  if (request.url.pathname === '/style.css') {
    write(response, 200, 'text/css; charset=utf-8', STYLE);
    return;
  }
  let actor: Actor;
  try {
    actor = await authenticate(hub, request.headers.authorization);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    write(response, error.status, 'text/plain', `${error.message}\n`);
    return;
  }
  const page = await find(hub, actor, request.url.pathname);
  if (page?.kind === 'html') write(response, 200, 'text/html; charset=utf-8', page.html.text);
  else if (page?.kind === 'text') write(response, 200, 'text/plain; charset=utf-8', page.text);
  else if (page?.kind === 'bytes') {
    const name = page.name.replace(/[^A-Za-z0-9._-]/g, '_');
    write(response, 200, 'application/octet-stream', page.content, {
      'content-disposition': `attachment; filename="${name}"`,
    });
  } else {
    const missing = layout('Not found', html`<p>There is no such page, or you may not see it.</p>`);
    write(response, 404, 'text/html; charset=utf-8', missing.text);
  }
}

async function find(hub: Hub, actor: Actor, pathname: string): Promise<Page | undefined> {
  const [owner = '', name = '', ...others] = pathname.replace(/^\/|\/$/g, '').split('/');
  if (name === '') {
    if (owner !== '' && hub.state.account(owner) === undefined) return undefined;
    return { kind: 'html', html: overviewPage(hub, actor, owner === '' ? undefined : owner) };
  }
  const repository = hub.state.repository(owner, name.replace(/\.git$/, ''));
  if (repository === undefined || accessTo(actor, repository, ['metadata:read']) !== 'allowed')
    return undefined;
  const rest = others.map(decode).join('/');
  const renderer = PAGES.find(([pattern]) => pattern.test(rest))?.[1];
  return renderer?.({ hub, actor, repository, rest });
}

function write(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
    'content-security-policy': CSP,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  });
  response.end(body);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
