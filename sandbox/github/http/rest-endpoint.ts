import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Actor } from '../access/actor.ts';
import { authenticate } from '../access/authenticate.ts';
import { answerBroken } from '../../services/index.ts';
import { isBrokenAnswer, type RequestFault } from '../fault-plan.ts';
import type { Hub } from '../hub.ts';
import { ApiError, notFound } from './api-error.ts';
import type { Request } from './call.ts';
import { Call } from './call.ts';
import { guard } from './guard.ts';
import { rateLimitHeaders } from './rate-limit.ts';
import type { Reply } from './reply.ts';
import type { Match, Router } from './router.ts';
import type { Traffic } from './traffic.ts';
import { writeReply } from './write-reply.ts';

/** Faults that spoil the answer to a request that is done as it was asked. */
const TAKES_EFFECT: readonly RequestFault['kind'][] = ['lost-answer', 'truncated'];

const DOCUMENTATION = 'https://docs.github.com/rest';

/** The REST and GraphQL side of the server: who asks, may they, what is the answer, and which fault was planned for it. */
export class RestEndpoint {
  readonly #hub: Hub;
  readonly #router: Router;
  readonly #traffic: Traffic;

  constructor(hub: Hub, router: Router, traffic: Traffic) {
    this.#hub = hub;
    this.#router = router;
    this.#traffic = traffic;
  }

  /** `pathname` is the path below `/api/v3` (or below `/api` for GraphQL and uploads), still percent-encoded. */
  async answer(request: Request, pathname: string, response: ServerResponse): Promise<void> {
    const match = this.#router.find(request.method, pathname);
    const isOfApp = /^\w+ +(ghs_|\S+\.\S+\.)/.test(request.headers.authorization ?? '');
    const fault = match && this.#hub.faults.takeForRequest(match.route.method, match.route.template, isOfApp);
    if (fault?.kind === 'lost-request') {
      fault.afterEffect?.();
      response.destroy();
      return;
    }
    if (fault !== undefined && isBrokenAnswer(fault.kind)) {
      answerBroken(fault.kind, request.url.pathname, response);
      return;
    }
    let headers: Record<string, string> = {
      'x-github-request-id': randomUUID(),
      'x-github-media-type': 'github.v3; format=json',
    };
    let reply: Reply;
    try {
      const actor = await authenticate(this.#hub, request.headers.authorization);
      headers = { ...headers, ...this.#countRequest(actor, pathname), ...acceptedPermissions(match) };
      if (match === undefined) throw notFound();
      if (fault !== undefined && !TAKES_EFFECT.includes(fault.kind)) throw faultError(fault);
      const call = new Call(this.#hub, actor, match.route, request, match.params);
      guard(call);
      reply = await match.route.handler(call);
    } catch (error) {
      reply = errorReply(error);
    }
    this.#traffic.exchanges.push({
      kind: 'rest',
      method: request.method,
      route: match?.route.template ?? pathname,
      known: match !== undefined,
      status: reply.status,
      isOfApp,
      ...(reply.json === undefined ? {} : { body: reply.json }),
    });
    if (fault?.kind === 'lost-answer') {
      fault.afterEffect?.();
      response.destroy();
    } else writeReply(response, fault?.kind === 'truncated' ? firstHalf(reply) : reply, headers);
  }

  #countRequest(actor: Actor, pathname: string): Record<string, string> {
    const limit = this.#hub.limits.count(actor, pathname === '/rate_limit' ? 0 : 1);
    const headers = rateLimitHeaders(limit, pathname === '/graphql' ? 'graphql' : 'core');
    if (limit.used > limit.limit) {
      throw new ApiError(403, 'API rate limit exceeded.', { headers });
    }
    return headers;
  }
}

/** GitHub names the permissions of a route in each answer of it. */
function acceptedPermissions(match: Match | undefined): Record<string, string> {
  const guarded = match?.route.guard;
  if (guarded?.who !== 'repository' && guarded?.who !== 'organization') return {};
  const needs = guarded.needs.map((need) => need.replace(':', '='));
  return { 'x-accepted-github-permissions': needs.join('; ') };
}

function faultError(fault: RequestFault): ApiError {
  if (fault.kind === 'server-error') return new ApiError(502, 'Server Error');
  if (fault.kind === 'invalid') return new ApiError(422, 'Validation Failed', { errors: [] });
  if (fault.kind === 'refusal') return new ApiError(403, 'Resource not accessible by integration');
  return new ApiError(
    fault.kind === 'rate-limit' ? 429 : 403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    {
      headers: { 'retry-after': String(fault.retryAfter ?? 1) },
    },
  );
}

function firstHalf({ bytes, json, ...reply }: Reply): Reply {
  const content = bytes?.content ?? Buffer.from(JSON.stringify(json ?? null));
  const type = bytes?.type ?? 'application/json; charset=utf-8';
  return { ...reply, bytes: { content: content.subarray(0, content.length / 2), type } };
}

function errorReply(error: unknown): Reply {
  if (!(error instanceof ApiError)) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 500, json: { message, documentation_url: DOCUMENTATION, status: '500' } };
  }
  return {
    status: error.status,
    headers: error.headers,
    json: {
      message: error.message,
      ...(error.errors === undefined ? {} : { errors: error.errors }),
      documentation_url: DOCUMENTATION,
      status: String(error.status),
    },
  };
}
