import type { Need } from '../access/grants.ts';
import type { Role } from '../access/role.ts';
import type { Call } from './call.ts';
import type { Reply } from './reply.ts';

/** Who may call a route. */
export type Guard =
  | { readonly who: 'anyone' }
  /** A person or an installation: anyone with a token. */
  | { readonly who: 'authenticated' }
  /** An app by its JWT. */
  | { readonly who: 'app' }
  /** An installation token. */
  | { readonly who: 'installation' }
  /** Whoever has one of `needs` on the repository of the path. */
  | { readonly who: 'repository'; readonly needs: readonly Need[]; readonly role?: Role }
  /** Whoever has one of `needs` on the organisation of the path; persons must be members, for writing owners. */
  | { readonly who: 'organization'; readonly needs: readonly Need[] };

export type Handler = (call: Call) => Reply | Promise<Reply>;

export interface Route {
  readonly method: string;
  /** As GitHub's OpenAPI document names it: `/repos/{owner}/{repo}/issues`. */
  readonly template: string;
  readonly guard: Guard;
  readonly handler: Handler;
}

/** `route('GET /rate_limit', { who: 'anyone' }, handler)`. */
export function route(address: string, guard: Guard, handler: Handler): Route {
  const [method = '', template = ''] = address.split(' ');
  return { method, template, guard, handler };
}

/** A guard for a repository's route: any one of these permissions opens it. */
export const repository = (...needs: Need[]): Guard => ({ who: 'repository', needs });

export const organization = (...needs: Need[]): Guard => ({ who: 'organization', needs });

export const ANYONE: Guard = { who: 'anyone' };
export const APP: Guard = { who: 'app' };
export const INSTALLATION: Guard = { who: 'installation' };
export const AUTHENTICATED: Guard = { who: 'authenticated' };
