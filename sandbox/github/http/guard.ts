import { accessTo } from '../access/access-to.ts';
import type { Actor } from '../access/actor.ts';
import type { Need } from '../access/grants.ts';
import { grants } from '../access/grants.ts';
import { ApiError, notFound } from './api-error.ts';
import type { Call } from './call.ts';

/** Lets a call pass or throws what GitHub answers: 401, 403, or 404 for what the actor may not know of. */
export function guard(call: Call): void {
  const { actor } = call;
  const rule = call.route.guard;
  switch (rule.who) {
    case 'anyone':
      return;
    case 'authenticated':
      if (actor.kind === 'anonymous') throw new ApiError(401, 'Requires authentication');
      return;
    case 'app':
      if (actor.kind !== 'app') throw new ApiError(401, 'A JSON web token could not be decoded');
      return;
    case 'installation':
      if (actor.kind !== 'installation') {
        throw new ApiError(
          403,
          'You must authenticate with an installation access token in order to list repositories for an installation.',
        );
      }
      return;
    case 'organization':
      guardOrganization(call, rule.needs);
      return;
    case 'repository': {
      const access = accessTo(actor, call.repository, rule.needs, rule.role);
      if (access === 'hidden') throw notFound();
      if (access === 'forbidden') throw refusal(actor);
    }
  }
}

function guardOrganization(call: Call, needs: readonly Need[]): void {
  const { actor, organization } = call;
  switch (actor.kind) {
    case 'anonymous':
      throw new ApiError(401, 'Requires authentication');
    case 'app':
      throw refusal(actor);
    case 'installation':
      if (actor.installation?.account !== organization) throw refusal(actor);
      if (!needs.some((need) => grants(actor.permissions, need))) throw refusal(actor);
      return;
    case 'user': {
      const membership = organization.members.get(actor.account.login);
      if (membership === undefined) throw notFound();
      const writes = needs.some((need) => need.endsWith(':write'));
      if (writes && membership !== 'admin') throw refusal(actor);
    }
  }
}

/** The 401 or 403 for an actor who may see something but not do this with it. */
export function refusal(actor: Actor): ApiError {
  switch (actor.kind) {
    case 'anonymous':
      return new ApiError(401, 'Requires authentication');
    case 'app':
      return new ApiError(401, 'A JSON web token could not be decoded');
    case 'user':
      return new ApiError(403, 'Must have admin rights to Repository.');
    case 'installation':
      return new ApiError(403, 'Resource not accessible by integration');
  }
}
