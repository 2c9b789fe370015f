import { fromUtf8 } from '../../core/common/bytes.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import type { FileReader } from '../../core/github/read-file.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';
import {
  CONFIG_PATH,
  type CovenantConfig,
  parseCovenantConfig,
  RULES,
} from '../../core/remembrancer/covenant/index.ts';

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/**
 * The configuration of the default branch, whatever the pull request has. Throws `usage` for one that cannot be used, and for
 * what is no file: neither must be taken for none.
 */
export async function agreedConfig(
  client: FileReader,
  repository: RepositoryName,
  defaultBranch: string,
): Promise<CovenantConfig> {
  const answer = await found(
    client.rest.repos.getContent({ ...repository, path: CONFIG_PATH, ref: defaultBranch }),
  );
  return parseCovenantConfig(answer && textOf(answer.data), RULE_IDS);
}

function textOf(data: unknown): string {
  const { type, content, encoding } = (data ?? {}) as {
    type?: unknown;
    content?: unknown;
    encoding?: unknown;
  };
  if (type === 'file' && typeof content === 'string' && encoding === 'base64') {
    try {
      return fromUtf8(Buffer.from(content, 'base64'));
    } catch (cause) {
      throw new VaultMeshError('usage', `${CONFIG_PATH} is not text in UTF-8. Save it as that.`, { cause });
    }
  }
  throw new VaultMeshError(
    'usage',
    `${CONFIG_PATH} of the default branch is no file that GitHub shows. Put a file of less than a MiB there.`,
  );
}
