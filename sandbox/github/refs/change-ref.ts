import type { Actor } from '../access/actor.ts';
import { grants } from '../access/grants.ts';
import { missingCheck } from '../access/missing-check.ts';
import { isFrozen, rulesFor } from '../access/rules-for.ts';
import { isAncestor } from '../git/is-ancestor.ts';
import { readRef } from '../git/refs.ts';
import { GitError, gitText, runGit } from '../git/run-git.ts';
import { ApiError } from '../http/api-error.ts';
import type { Hub } from '../hub.ts';
import type { Repository } from '../state/repository.ts';
import { announceRefChange } from './announce-ref-change.ts';

export interface RefChange {
  /** Full name. */
  readonly ref: string;
  /** Object id; `null` deletes the ref. */
  readonly after: string | null;
  /** Whether a branch may move to a commit that does not contain its present one. */
  readonly force: boolean;
  /** The commit whose checks count, of what a pull request brings; by default the new one. */
  readonly checked?: string;
}

/** Creates, moves or deletes a ref and announces it. Only inside `repository.exclusive`. Throws as `checkRefChange`. */
export async function changeRef(
  hub: Hub,
  repository: Repository,
  change: RefChange,
  actor: Actor,
): Promise<void> {
  const { ref, after } = change;
  const before = await checkRefChange(hub, repository, change, actor);
  if (before === after) return;
  try {
    const arguments_ = after === null ? ['-d', ref, before ?? ''] : [ref, after, before ?? '0'.repeat(40)];
    await runGit(repository.gitDirectory, ['update-ref', ...arguments_]);
  } catch (error) {
    if (error instanceof GitError) throw new ApiError(422, 'Reference cannot be updated');
    throw error;
  }
  await announceRefChange(hub, repository, { ref, before, after }, actor);
}

/**
 * Where the ref is before a change that is allowed. Throws 422 for what is not a fast-forward, for what a rule forbids,
 * and 403 for workflow files without the `workflows` permission.
 */
export async function checkRefChange(
  hub: Hub,
  repository: Repository,
  { ref, after, force, checked }: RefChange,
  actor: Actor,
): Promise<string | null> {
  const { gitDirectory } = repository;
  const before = (await readRef(gitDirectory, ref))?.oid ?? null;
  if (before === after) return before;
  const rules = rulesFor(repository, ref, actor);
  if (isFrozen(repository, ref)) throw violation('Cannot change a tag of an immutable release');
  if (before === null && rules.has('creation')) {
    throw violation('Cannot create ref due to creations being restricted.');
  }
  if (after === null && rules.has('deletion')) throw violation('Cannot delete this ref');
  if (before !== null && after !== null && !(await isAncestor(gitDirectory, before, after))) {
    if (!force) throw new ApiError(422, 'Update is not a fast forward');
    if (rules.has('non_fast_forward')) throw violation('Cannot force-push to this ref');
  }
  if (before !== null && after !== null && rules.has('update')) {
    throw violation('Cannot update this protected ref.');
  }
  if (before !== null && after !== null && rules.has('required_linear_history')) {
    const merges = await gitText(gitDirectory, ['rev-list', '--merges', `${before}..${after}`]);
    if (merges !== '') throw violation('This branch must not contain merge commits.');
  }
  if (before !== null && after !== null) {
    if (checked === undefined && rules.has('pull_request')) {
      throw violation('Changes must be made through a pull request.');
    }
    const lacking = missingCheck(hub, repository, ref, checked ?? after, actor);
    if (lacking !== undefined) throw violation(`Required status check "${lacking}" is expected.`);
  }
  if (after !== null) await requireWorkflowsPermission(repository, before, after, actor);
  return before;
}

function violation(detail: string): ApiError {
  return new ApiError(422, `Repository rule violations found\n\n${detail}`);
}

async function requireWorkflowsPermission(
  repository: Repository,
  before: string | null,
  after: string,
  actor: Actor,
): Promise<void> {
  if (actor.kind !== 'installation' || grants(actor.permissions, 'workflows:write')) return;
  const { gitDirectory } = repository;
  const base = before ?? (await readRef(gitDirectory, `refs/heads/${repository.defaultBranch}`))?.oid;
  const path = ['--', '.github/workflows'];
  const changed =
    base === undefined
      ? await gitText(gitDirectory, ['ls-tree', '-r', '--name-only', after, ...path])
      : await gitText(gitDirectory, ['diff', '--name-only', base, after, ...path]);
  if (changed !== '') {
    const file = changed.split('\n')[0] ?? '';
    throw new ApiError(
      403,
      `refusing to allow a GitHub App to create or update workflow \`${file}\` without \`workflows\` permission`,
    );
  }
}
