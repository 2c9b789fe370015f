import type { Permissions } from '../github-sandbox.ts';
import type { Account } from '../state/account.ts';
import type { App, Installation } from '../state/app.ts';
import type { Author } from '../state/issue.ts';
import { ApiError } from '../http/api-error.ts';

/** Who makes a request. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly account: Account }
  /** An app that proves who it is by a JWT; may only speak about itself. */
  | { readonly kind: 'app'; readonly app: App }
  | InstallationActor;

/** An installation access token, or the `GITHUB_TOKEN` of a workflow run (`installation` is then absent). */
export interface InstallationActor {
  readonly kind: 'installation';
  readonly app: App;
  readonly installation?: Installation;
  readonly permissions: Permissions;
  /** Ids of the repositories that it reaches, or all of the installation's account. */
  readonly repositories: 'all' | ReadonlySet<number>;
}

/** The author of what this actor writes. Throws 401 for the anonymous. */
export function authorOf(actor: Actor): Author {
  switch (actor.kind) {
    case 'anonymous':
      throw new ApiError(401, 'Requires authentication');
    case 'user':
      return { account: actor.account };
    case 'app':
    case 'installation':
      return { account: actor.app.bot, app: actor.app };
  }
}
