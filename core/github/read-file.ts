import { fromUtf8 } from '../common/bytes.ts';
import { VaultMeshError } from '../common/error.ts';
import type { RepositoryName } from './repository-name.ts';
import { found } from './status.ts';

export interface FileReader {
  readonly rest: {
    readonly repos: {
      readonly getContent: (
        parameters: RepositoryName & { path: string; ref: string },
      ) => Promise<{ data: unknown }>;
    };
  };
}

/**
 * The text of a file at a commit or branch, or `undefined` where there is no such file. Throws `policy` for one
 * that is not UTF-8, or so large that GitHub answers without its content.
 */
export async function readFile(
  client: FileReader,
  repository: RepositoryName,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const answer = await found(client.rest.repos.getContent({ ...repository, path, ref }));
  return answer && fileText(answer.data, path);
}

/** The text of the file that `data`, GitHub's answer about `path`, is; `undefined` for a folder, a link or a submodule. */
export function fileText(data: unknown, path: string): string | undefined {
  if (!isFile(data)) return undefined;
  if (data.encoding === 'none')
    throw new VaultMeshError('policy', `${path} has more than the MiB that GitHub gives: make it smaller.`);
  const bytes = Buffer.from(data.content, 'base64');
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw new VaultMeshError('policy', `${path} is not text in UTF-8: save it as that.`, { cause });
  }
}

function isFile(data: unknown): data is { content: string; encoding?: unknown } {
  return typeof data === 'object' && data !== null && 'content' in data && typeof data.content === 'string';
}
