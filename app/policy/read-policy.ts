import { VaultMeshError } from '../../core/common/error.ts';
import { fileText } from '../../core/github/read-file.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';
import { CONFIG_PATH } from '../../core/remembrancer/covenant/index.ts';
import { parsePolicy, type PolicySource, refused } from './parse-policy.ts';
import type { Policy } from './policy.ts';

export interface PolicyReader {
  readonly rest: {
    readonly repos: {
      readonly getContent: (parameters: RepositoryName & { path: string }) => Promise<{ data: unknown }>;
    };
  };
}

/**
 * The policy on the default branch of a repository; `undefined` where the app sees no such file. It is read anew for each
 * command. Throws `usage` for what is there and cannot be used.
 */
export async function readPolicy(client: PolicyReader, source: PolicySource): Promise<Policy | undefined> {
  // Without a ref GitHub takes the default branch.
  const answer = await found(client.rest.repos.getContent({ ...source.repository, path: CONFIG_PATH }));
  return answer && parsePolicy(textIn(answer.data, source), source);
}

function textIn(data: unknown, source: PolicySource): string {
  try {
    const text = fileText(data, CONFIG_PATH);
    if (text !== undefined) return text;
  } catch (error) {
    if (error instanceof VaultMeshError) throw refused(source, error.message);
    throw error;
  }
  throw refused(source, `${CONFIG_PATH} is a folder, a link or a submodule: put a file there.`);
}
