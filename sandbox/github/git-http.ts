import type { ServerResponse } from 'node:http';
import { accessTo } from './access/access-to.ts';
import type { Actor } from './access/actor.ts';
import { authenticate } from './access/authenticate.ts';
import { grants } from './access/grants.ts';
import { missingCheck } from './access/missing-check.ts';
import { isFrozen, rulesFor } from './access/rules-for.ts';
import type { CgiAnswer, CgiRequest } from './git/http-backend.ts';
import { httpBackend } from './git/http-backend.ts';
import { type PushedRef, pushedRefs } from './git/pushed-refs.ts';
import { listRefs } from './git/refs.ts';
import type { Ref } from './git/refs.ts';
import { ApiError } from './http/api-error.ts';
import type { Request } from './http/call.ts';
import { answerBroken } from '../services/index.ts';
import { isBrokenAnswer } from './fault-plan.ts';
import type { Hub } from './hub.ts';
import { announceRefChange } from './refs/announce-ref-change.ts';
import { moveByStranger } from './refs/move-by-stranger.ts';
import type { Repository } from './state/repository.ts';
import type { RuleType } from './state/ruleset.ts';

interface GitAddress {
  readonly owner: string;
  readonly repo: string;
  readonly service: string;
}

const RECEIVE_PACK = { method: 'POST', route: '/git-receive-pack' } as const;

/** `git clone`, `git fetch` and `git push` over HTTP, by git's own http-backend. */
export async function serveGit(
  hub: Hub,
  request: Request,
  address: GitAddress,
  response: ServerResponse,
): Promise<void> {
  const pushing =
    address.service === 'git-receive-pack' || request.url.searchParams.get('service') === 'git-receive-pack';
  let actor: Actor;
  let repository: Repository;
  try {
    actor = await authenticate(hub, request.headers.authorization);
    repository = admitted(hub, actor, address, pushing);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const challenge = error.status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
    response.writeHead(error.status, { 'content-type': 'text/plain', ...challenge });
    response.end(`${error.message}\n`);
    return;
  }
  if (address.service !== 'git-receive-pack') {
    send(response, await httpBackend(hub.directory, cgiRequest(repository, request, address.service), {}));
    return;
  }
  const fault = hub.faults.takeForRequest(RECEIVE_PACK.method, RECEIVE_PACK.route);
  if (fault !== undefined && isBrokenAnswer(fault.kind)) {
    answerBroken(fault.kind, request.url.pathname, response);
    return;
  }
  if (fault !== undefined && fault.kind !== 'lost-answer') {
    response.writeHead(fault.kind === 'server-error' ? 502 : 429, {
      'retry-after': String(fault.retryAfter ?? 1),
    });
    response.end();
    return;
  }
  const answer = await receivePack(hub, repository, request, actor);
  if (fault === undefined) send(response, answer);
  else response.destroy();
}

/** The repository, when the actor may read (or push to) it. git asks for a token when it sees 401. */
function admitted(hub: Hub, actor: Actor, { owner, repo }: GitAddress, pushing: boolean): Repository {
  const repository = hub.state.repository(owner, repo);
  const need = pushing ? 'contents:write' : 'contents:read';
  const access = repository === undefined ? 'hidden' : accessTo(actor, repository, [need]);
  if (repository !== undefined && access === 'allowed') return repository;
  if (actor.kind === 'anonymous') throw new ApiError(401, 'Authentication required');
  if (access === 'forbidden') throw new ApiError(403, 'Write access to repository not granted.');
  throw new ApiError(404, 'Repository not found.');
}

/** A push: one at a time in a repository; what it changed is announced after git has accepted it. */
async function receivePack(
  hub: Hub,
  repository: Repository,
  request: Request,
  actor: Actor,
): Promise<CgiAnswer> {
  return repository.exclusive(async () => {
    if (hub.faults.takeStaleHead(RECEIVE_PACK.method, RECEIVE_PACK.route)) {
      for (const { name } of pushedRefs(request.body)) await moveByStranger(hub, repository, name);
    }
    const before = await listRefs(repository.gitDirectory);
    const rules = hookEnvironment(hub, repository, pushedRefs(request.body), actor);
    const answer = await httpBackend(
      hub.directory,
      cgiRequest(repository, request, 'git-receive-pack'),
      rules,
    );
    const after = await listRefs(repository.gitDirectory);
    const oid = (refs: readonly Ref[], name: string): string | null =>
      refs.find((ref) => ref.name === name)?.oid ?? null;
    for (const name of new Set([...before, ...after].map((ref) => ref.name))) {
      const change = { ref: name, before: oid(before, name), after: oid(after, name) };
      if (change.before !== change.after) await announceRefChange(hub, repository, change, actor);
    }
    return answer;
  });
}

function cgiRequest(repository: Repository, request: Request, service: string): CgiRequest {
  const { method, url, headers, body } = request;
  return {
    gitDirectory: repository.gitDirectory,
    service,
    method,
    query: url.search.slice(1),
    headers,
    body,
  };
}

/** What the update hook must know: see create-bare-repository.ts. */
function hookEnvironment(
  hub: Hub,
  repository: Repository,
  refs: readonly PushedRef[],
  actor: Actor,
): Record<string, string> {
  const names = refs.map((ref) => ref.name);
  const ruled = (rule: RuleType): string =>
    names.filter((name) => rulesFor(repository, name, actor).has(rule)).join(' ');
  const unchecked = refs.filter(
    ({ name, after }) => missingCheck(hub, repository, name, after, actor) !== undefined,
  );
  const noWorkflows = actor.kind === 'installation' && !grants(actor.permissions, 'workflows:write');
  return {
    SANDBOX_NO_CREATION: ruled('creation'),
    SANDBOX_NO_DELETION: ruled('deletion'),
    SANDBOX_NO_REWRITE: ruled('non_fast_forward'),
    SANDBOX_NO_UPDATE: ruled('update'),
    SANDBOX_LINEAR: ruled('required_linear_history'),
    SANDBOX_BY_PULL: ruled('pull_request'),
    SANDBOX_UNCHECKED: unchecked.map(({ name }) => name).join(' '),
    SANDBOX_FROZEN: names.filter((name) => isFrozen(repository, name)).join(' '),
    SANDBOX_NO_WORKFLOWS: noWorkflows ? '1' : '',
  };
}

function send(response: ServerResponse, answer: CgiAnswer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(answer.body.length) });
  response.end(answer.body);
}
