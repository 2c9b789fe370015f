import { VaultMeshError } from '../core/common/error.ts';
import { isCommitId } from '../core/common/is-commit-id.ts';

/** `text` as the id of a commit that was given by `--commit`. Throws `usage` for a name or a shortened id. */
export function commitId(text: string): string {
  if (isCommitId(text)) return text;
  throw new VaultMeshError(
    'usage',
    `--commit takes the full id of a commit, not "${text}"; "git rev-parse REVISION" prints it.`,
  );
}
