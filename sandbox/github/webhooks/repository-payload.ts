import type { Repository as RepositoryPayload } from '@octokit/webhooks-types';
import type { Hub } from '../hub.ts';
import { renderRepository } from '../render/repository.ts';
import type { Repository } from '../state/repository.ts';

/** A repository as webhooks carry it. */
export function repositoryPayload(hub: Hub, repository: Repository): RepositoryPayload {
  return { ...renderRepository(hub, repository), custom_properties: {} };
}
