import { concatBytes, fromUtf8, utf8 } from '../../../../common/bytes.ts';
import type { Change } from '../ledger-store.ts';
import { mustSucceed } from './git-failure.ts';
import type { Git } from './run-git.ts';

const NEXT_REF = 'refs/vaultmesh/next';
export const COMMITTER = 'VaultMesh <vaultmesh@users.noreply.github.com>';

/**
 * Makes a commit upon `parent` (none for a first commit) and gives its id. `fast-import` reads and writes only the
 * trees on the way to what changes, and needs neither index nor work tree.
 */
export async function writeCommit(git: Git, parent: string | undefined, change: Change): Promise<string> {
  const result = await git(
    ['fast-import', '--quiet', '--force', '--date-format=now', '--done'],
    importStream(parent, change),
  );
  return fromUtf8(mustSucceed(result, 'write the commit')).trim();
}

function importStream(parent: string | undefined, { message, additions, deletions }: Change): Uint8Array {
  const data = (content: Uint8Array): Uint8Array[] => [utf8(`data ${content.length}\n`), content, utf8('\n')];
  return concatBytes(
    utf8(`reset ${NEXT_REF}\n\ncommit ${NEXT_REF}\nmark :1\ncommitter ${COMMITTER} now\n`),
    ...data(utf8(message)),
    ...(parent === undefined ? [] : [utf8(`from ${parent}\n`)]),
    ...deletions.map((path) => utf8(`D ${path}\n`)),
    ...[...additions].flatMap(([path, content]) => [utf8(`M 100644 inline ${path}\n`), ...data(content)]),
    utf8('\nget-mark :1\ndone\n'),
  );
}
