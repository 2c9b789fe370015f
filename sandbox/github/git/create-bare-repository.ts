import { appendFile, chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './run-git.ts';

/**
 * The update hook that keeps the rules of a repository when someone pushes. The server tells it, by the environment,
 * which of the refs that are pushed are covered by which rule for who pushes.
 */
const UPDATE_HOOK = `#!/bin/sh
ref=$1 old=$2 new=$3
zero=0000000000000000000000000000000000000000
refuse() {
  echo "error: GH013: Repository rule violations found for $ref." >&2
  echo "- $1" >&2
  exit 1
}
covers() { case " $1 " in *" $ref "*) return 0 ;; *) return 1 ;; esac; }
if covers "$SANDBOX_NO_CREATION" && [ "$old" = $zero ]; then
  refuse "Cannot create ref due to creations being restricted."
fi
if covers "$SANDBOX_NO_DELETION" && [ "$new" = $zero ]; then refuse "Cannot delete this ref"; fi
if covers "$SANDBOX_NO_REWRITE" && [ "$old" != $zero ] && [ "$new" != $zero ]; then
  git merge-base --is-ancestor "$old" "$new" || refuse "Cannot force-push to this ref"
fi
if covers "$SANDBOX_NO_UPDATE" && [ "$old" != $zero ] && [ "$new" != $zero ]; then
  refuse "Cannot update this protected ref."
fi
if covers "$SANDBOX_LINEAR" && [ "$old" != $zero ] && [ "$new" != $zero ]; then
  [ -z "$(git rev-list --merges "$old..$new")" ] || refuse "This branch must not contain merge commits."
fi
if covers "$SANDBOX_BY_PULL" && [ "$old" != $zero ] && [ "$new" != $zero ]; then
  refuse "Changes must be made through a pull request."
fi
if covers "$SANDBOX_UNCHECKED" && [ "$old" != $zero ] && [ "$new" != $zero ]; then
  refuse "Required status checks are expected."
fi
if covers "$SANDBOX_FROZEN"; then refuse "Cannot change a tag of an immutable release"; fi
if [ -n "$SANDBOX_NO_WORKFLOWS" ] && [ "$new" != $zero ]; then
  base=$old
  [ "$base" != $zero ] || base=$(git rev-parse --verify --quiet HEAD) || base=$(git hash-object -t tree /dev/null)
  git diff --quiet "$base" "$new" -- .github/workflows || {
    echo "refusing to allow a GitHub App to create or update workflow without \\\`workflows\\\` permission" >&2
    exit 1
  }
fi
exit 0
`;

/** As `git config` would write them, in a process for each. */
const SETTINGS = `[http]
\treceivepack = true
[uploadpack]
\tallowFilter = true
\tallowAnySHA1InWant = true
[receive]
\tadvertisePushOptions = false
[gc]
\tauto = 0
[core]
\tlogAllRefUpdates = false
`;

/** Makes an empty bare repository that serves clones (also partial ones) and takes pushes. */
export async function createBareRepository(directory: string, defaultBranch: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await runGit(directory, [
    'init',
    '--quiet',
    '--bare',
    `--initial-branch=${defaultBranch}`,
    '--template=',
    '.',
  ]);
  await appendFile(join(directory, 'config'), SETTINGS);
  const hook = join(directory, 'hooks', 'update');
  await mkdir(join(directory, 'hooks'), { recursive: true });
  await writeFile(hook, UPDATE_HOOK);
  await chmod(hook, 0o755);
}
