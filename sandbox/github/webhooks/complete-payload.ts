import type { Hub } from '../hub.ts';
import { renderOrganization } from '../render/organization.ts';
import { renderUser } from '../render/user.ts';
import type { Account } from '../state/account.ts';
import { isOrganization } from '../state/account.ts';
import type { RaisedEvent } from './events.ts';
import { repositoryPayload } from './repository-payload.ts';

/** The payload of an event with repository, organisation and sender, in GitHub's order. */
export function completePayload(hub: Hub, event: RaisedEvent, sender: Account): Record<string, unknown> {
  const { payload, repository } = event;
  const owner = repository?.owner;
  return {
    ...payload,
    ...(repository === undefined ? {} : { repository: repositoryPayload(hub, repository) }),
    ...(owner !== undefined && isOrganization(owner) ? { organization: renderOrganization(hub, owner) } : {}),
    sender: renderUser(hub, sender),
  };
}
