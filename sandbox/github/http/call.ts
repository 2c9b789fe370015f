import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../access/actor.ts';
import { authorOf } from '../access/actor.ts';
import type { Hub } from '../hub.ts';
import type { Organization } from '../state/account.ts';
import type { Author } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { ApiError, notFound, type Refusal } from './api-error.ts';
import { Fields } from './fields.ts';
import type { Route } from './route.ts';

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** One request to a route, after its guard let it pass. */
export class Call {
  readonly hub: Hub;
  readonly actor: Actor;
  readonly route: Route;
  readonly request: Request;
  readonly #params: Readonly<Record<string, string>>;

  constructor(
    hub: Hub,
    actor: Actor,
    route: Route,
    request: Request,
    params: Readonly<Record<string, string>>,
  ) {
    this.hub = hub;
    this.actor = actor;
    this.route = route;
    this.request = request;
    this.#params = params;
  }

  param(name: string): string {
    return this.#params[name] ?? '';
  }

  /** A numeric parameter. Throws 404 for anything else. */
  id(name: string): number {
    const text = this.param(name);
    if (!/^\d{1,15}$/.test(text)) throw notFound();
    return Number(text);
  }

  query(name: string): string | undefined {
    return this.request.url.searchParams.get(name) ?? undefined;
  }

  /** The repository of the path. Throws 404. */
  get repository(): Repository {
    const found = this.hub.state.repository(this.param('owner'), this.param('repo'));
    if (found === undefined) throw notFound();
    return found;
  }

  /** The organisation of the path. Throws 404. */
  get organization(): Organization {
    const found = this.hub.state.organization(this.param('org'));
    if (found === undefined) throw notFound();
    return found;
  }

  get author(): Author {
    return authorOf(this.actor);
  }

  /** The JSON body; `resource` is what GitHub calls the object in its validation errors. Throws 400. */
  fields(resource: string, refusal?: Refusal): Fields {
    const text = Buffer.from(this.request.body).toString();
    if (text === '') return new Fields({}, resource, refusal);
    try {
      return new Fields(JSON.parse(text), resource, refusal);
    } catch {
      throw new ApiError(400, 'Problems parsing JSON');
    }
  }

  /** Whether the client asks for one of GitHub's own formats, such as `raw` (`application/vnd.github.raw+json`). */
  wants(format: 'raw' | 'sha'): boolean {
    return new RegExp(`vnd\\.github(\\.v3)?\\.${format}`).test(this.request.headers.accept ?? '');
  }
}
