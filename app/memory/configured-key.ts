import { type FileReader, readFile } from '../../core/github/read-file.ts';
import { findRepository, type RepositoryFinder } from '../../core/github/find-repository.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';

/**
 * The log key that the configuration of a repository names, on its default branch; `undefined` where it names none. Throws `usage` for
 * a configuration that nobody can read: it must not be taken for none.
 */
export async function configuredKey(
  client: FileReader & RepositoryFinder,
  name: RepositoryName,
): Promise<string | undefined> {
  const repository = await findRepository(client, name);
  if (repository === undefined) return undefined;
  // The rules of the covenant are much code, and no other command needs them.
  const { CONFIG_PATH, parseCovenantConfig, RULES } =
    await import('../../core/remembrancer/covenant/index.ts');
  const text = await readFile(client, name, CONFIG_PATH, repository.defaultBranch);
  return parseCovenantConfig(text, new Set(RULES.map(({ id }) => id))).vkey;
}
