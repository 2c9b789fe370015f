import { environmentAllows } from './access/environment-allows.ts';
import type { GitHubSandbox, RepositoryName } from './github-sandbox.ts';
import type { Hub } from './hub.ts';
import { isOrganization } from './state/account.ts';
import type { Repository } from './state/repository.ts';

type Settings = Pick<GitHubSandbox, 'secretsFor' | 'variablesFor' | 'environmentAllows' | 'repositoryPath'>;

/** What only GitHub's own runner may read: secrets in clear, variables, who may deploy, the bare repository. */
export function workflowSettings(hub: Hub): Settings {
  const find = ({ owner, repo }: RepositoryName): Repository => {
    const repository = hub.state.repository(owner, repo);
    if (repository === undefined) throw new Error(`The sandbox has no repository '${owner}/${repo}'.`);
    return repository;
  };

  const collect = (
    options: RepositoryName & { environment?: string },
    kind: 'secrets' | 'variables',
  ): Readonly<Record<string, string>> => {
    const repository = find(options);
    const environment = repository.environments.get(options.environment ?? '');
    const stores = [
      ...(isOrganization(repository.owner) ? [repository.owner[kind]] : []),
      repository[kind],
      ...(environment === undefined ? [] : [environment[kind]]),
    ];
    return Object.fromEntries(
      stores.flatMap((store) => store.list().map(({ name, value }) => [name, value])),
    );
  };

  return {
    secretsFor: (options) => collect(options, 'secrets'),
    variablesFor: (options) => collect(options, 'variables'),
    environmentAllows: (options) => environmentAllows(find(options), options.environment, options.ref),
    repositoryPath: (name) => find(name).gitDirectory,
  };
}
