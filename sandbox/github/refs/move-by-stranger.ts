import { formatTime } from '../../../core/common/clock.ts';
import { readCommit } from '../git/read-commit.ts';
import { runGit } from '../git/run-git.ts';
import { writeCommit } from '../git/write-commit.ts';
import type { Hub } from '../hub.ts';
import type { Repository } from '../state/repository.ts';

/** The stale-head fault: an empty commit by someone else lands on the branch. Other refs stay as they are. */
export async function moveByStranger(hub: Hub, repository: Repository, ref: string): Promise<void> {
  const head = ref.startsWith('refs/heads/') ? await readCommit(repository.gitDirectory, ref) : undefined;
  if (head === undefined) return;
  const stranger = { name: 'Someone Else', email: 'else@example.com', date: formatTime(hub.clock()) };
  const oid = await writeCommit(repository.gitDirectory, {
    tree: head.tree,
    parents: [head.oid],
    message: 'Concurrent change\n',
    author: stranger,
    committer: stranger,
  });
  await runGit(repository.gitDirectory, ['update-ref', ref, oid, head.oid]);
}
