import type { Hub } from '../hub.ts';
import { renderInstallation } from '../render/app.ts';
import { renderRepositoryName } from '../render/repository.ts';
import type { Installation } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';
import { reaches } from '../state/state.ts';

/** `installation` with action `created`. */
export function installationPayload(hub: Hub, installation: Installation) {
  const repositories = [...hub.state.repositories.values()].filter((one) => reaches(installation, one));
  return {
    action: 'created',
    installation: renderInstallation(hub, installation),
    repositories: repositories.map(renderRepositoryName),
  };
}

/** `installation_repositories` with action `added` or `removed`. */
export function installationRepositoriesPayload(
  hub: Hub,
  installation: Installation,
  action: 'added' | 'removed',
  repositories: readonly Repository[],
) {
  return {
    action,
    installation: renderInstallation(hub, installation),
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    repositories_added: action === 'added' ? repositories.map(renderRepositoryName) : [],
    repositories_removed: action === 'removed' ? repositories.map(renderRepositoryName) : [],
    requester: null,
  };
}
