import { formatTime } from '../../../core/common/clock.ts';
import type { Actor } from '../access/actor.ts';
import { authorOf } from '../access/actor.ts';
import { readRef } from '../git/refs.ts';
import { gitText } from '../git/run-git.ts';
import type { Signature } from '../git/write-commit.ts';
import { writeBlobs } from '../git/write-blobs.ts';
import { writeCommit } from '../git/write-commit.ts';
import type { TreeChange } from '../git/write-tree.ts';
import { writeTree } from '../git/write-tree.ts';
import type { Hub } from '../hub.ts';
import type { Repository } from '../state/repository.ts';
import { changeRef } from './change-ref.ts';
import { moveByStranger } from './move-by-stranger.ts';

export interface BranchCommit {
  /** Short name. */
  readonly branch: string;
  readonly additions: readonly { readonly path: string; readonly content: Uint8Array }[];
  readonly deletions: readonly string[];
  readonly message: string;
  readonly author?: Signature;
  readonly committer?: Signature;
}

/**
 * Commits file changes to a branch, or creates the branch with its first commit. `check` sees the head (`null`: no
 * such branch) before anything is written, and throws to refuse. Returns the commit's object id.
 */
export async function commitOnBranch(
  hub: Hub,
  repository: Repository,
  commit: BranchCommit,
  actor: Actor,
  options: {
    readonly check?: (head: string | null) => void | Promise<void>;
    /** The request, as a stale-head fault names it. */
    readonly request?: { readonly method: string; readonly template: string };
  } = {},
): Promise<string> {
  const { gitDirectory } = repository;
  const ref = `refs/heads/${commit.branch}`;
  return repository.exclusive(async () => {
    const { request } = options;
    if (request !== undefined && hub.faults.takeStaleHead(request.method, request.template)) {
      await moveByStranger(hub, repository, ref);
    }
    const head = (await readRef(gitDirectory, ref))?.oid ?? null;
    await options.check?.(head);
    const oids = await writeBlobs(
      gitDirectory,
      commit.additions.map(({ content }) => content),
    );
    const modes = await modesIn(
      gitDirectory,
      head,
      commit.additions.map(({ path }) => path),
    );
    const changes: TreeChange[] = [
      ...commit.deletions.map((path) => ({ path, mode: '100644', oid: null })),
      ...commit.additions.map(({ path }, index) => ({
        path,
        mode: modes.get(path) ?? '100644',
        oid: oids[index] ?? null,
      })),
    ];
    const author = commit.author ?? identityOf(hub, actor);
    const oid = await writeCommit(gitDirectory, {
      tree: await writeTree(gitDirectory, head ?? undefined, changes),
      parents: head === null ? [] : [head],
      message: commit.message,
      author,
      committer: commit.committer ?? author,
    });
    await changeRef(hub, repository, { ref, after: oid, force: false }, actor);
    return oid;
  });
}

/** The modes of those of `paths` that are there: a file that is written again stays as executable as it was. */
async function modesIn(
  directory: string,
  head: string | null,
  paths: readonly string[],
): Promise<Map<string, string>> {
  if (head === null || paths.length === 0) return new Map();
  const listed = await gitText(directory, ['ls-tree', '-z', head, '--', ...paths]);
  const rows = listed.split('\0').map((row) => /^(\d+) blob \w+\t(.*)$/s.exec(row) ?? []);
  return new Map(rows.map(([, mode = '', path = '']) => [path, mode]));
}

/** The git identity of an actor, as GitHub gives it to commits made through its API. */
export function identityOf(hub: Hub, actor: Actor): Signature {
  const { id, login } = authorOf(actor).account;
  const email = `${id}+${login}@users.noreply.github.com`;
  return { name: login, email, date: formatTime(hub.clock()) };
}
