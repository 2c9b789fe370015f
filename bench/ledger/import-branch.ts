import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { utf8 } from '../../core/common/bytes.ts';

/** One commit for `git fast-import`. */
export interface ImportedCommit {
  readonly additions: Iterable<readonly [path: string, content: Uint8Array]>;
  readonly deletions: readonly string[];
}

/** Writes `commits`, one upon the other, as the branch `ledger` of a bare repository. */
export async function importBranch(
  repository: string,
  commits: Iterable<ImportedCommit> | AsyncIterable<ImportedCommit>,
): Promise<void> {
  const importer = spawn('git', ['-C', repository, 'fast-import', '--quiet', '--force', '--done'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const finished = once(importer, 'close');
  const write = async (chunk: Uint8Array | string): Promise<void> => {
    if (!importer.stdin.write(chunk)) await once(importer.stdin, 'drain');
  };
  let number = 0;
  for await (const { additions, deletions } of commits) {
    const message = `ledger: commit ${(number += 1)}`;
    await write('commit refs/heads/ledger\n');
    await write(`committer VaultMesh <vaultmesh@users.noreply.github.com> ${1_790_000_000 + number} +0000\n`);
    await write(`data ${utf8(message).length}\n${message}\n`);
    for (const path of deletions) await write(`D ${path}\n`);
    for (const [path, content] of additions) {
      await write(`M 100644 inline ${path}\ndata ${content.length}\n`);
      await write(content);
      await write('\n');
    }
    await write('\n');
  }
  importer.stdin.end('done\n');
  const [status] = (await finished) as [number | null];
  if (status !== 0) throw new Error(`git fast-import ended with ${status ?? 'a signal'}`);
}
