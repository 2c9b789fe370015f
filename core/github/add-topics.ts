import type { RepositoryName } from './repository-name.ts';

export interface TopicAdder {
  readonly rest: {
    readonly repos: {
      readonly getAllTopics: (parameters: RepositoryName) => Promise<{ data: { names: string[] } }>;
      readonly replaceAllTopics: (parameters: RepositoryName & { names: string[] }) => Promise<unknown>;
    };
  };
}

/** Adds `topics` to those that the repository has. */
export async function addTopics(
  client: TopicAdder,
  repository: RepositoryName,
  topics: readonly string[],
): Promise<void> {
  const { data } = await client.rest.repos.getAllTopics({ ...repository });
  const names = [...new Set([...data.names, ...topics])];
  if (names.length > data.names.length) await client.rest.repos.replaceAllTopics({ ...repository, names });
}
