import { VaultMeshError } from '../../core/common/error.ts';
import { fileText } from '../../core/github/read-file.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';
import {
  CONFIG_PATH,
  type CovenantConfig,
  parseCovenantConfig,
  RULES,
} from '../../core/remembrancer/covenant/index.ts';

export interface ConfigReader {
  readonly rest: {
    readonly repos: {
      readonly getContent: (parameters: RepositoryName & { path: string }) => Promise<{ data: unknown }>;
    };
  };
}

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/**
 * The text of `.github/vaultmesh.yml` on the default branch of a repository; `undefined` where the app sees no such file. Throws
 * `usage` for what is there and is no text that GitHub gives: it must not be taken for none.
 */
export async function agreedText(
  client: ConfigReader,
  repository: RepositoryName,
): Promise<string | undefined> {
  // Without a ref GitHub takes the default branch.
  const answer = await found(client.rest.repos.getContent({ ...repository, path: CONFIG_PATH }));
  return answer && textIn(answer.data);
}

/** What it says of the covenant, with its defaults. Throws `usage` also for one that cannot be used. */
export const agreedConfig = async (
  client: ConfigReader,
  repository: RepositoryName,
): Promise<CovenantConfig> => parseCovenantConfig(await agreedText(client, repository), RULE_IDS);

function textIn(data: unknown): string {
  try {
    const text = fileText(data, CONFIG_PATH);
    if (text !== undefined) return text;
  } catch (cause) {
    if (!(cause instanceof VaultMeshError)) throw cause;
    throw new VaultMeshError('usage', cause.message, { cause });
  }
  throw new VaultMeshError('usage', `${CONFIG_PATH} is a folder, a link or a submodule: put a file there.`);
}
