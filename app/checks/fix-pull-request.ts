import { fromUtf8, sha256Hex, utf8 } from '../../core/common/bytes.ts';
import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { type CommitCreator, createCommit } from '../../core/github/create-commit.ts';
import { createTree, type File, type TreeCreator } from '../../core/github/create-tree.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { type RefsUpdater, updateRefs } from '../../core/github/update-refs.ts';
import {
  applyEdits,
  type FileFixes,
  fixesByPath,
  type Tree,
} from '../../core/remembrancer/covenant/index.ts';
import { mayWrite, type RoleReader } from '../github/role-of.ts';
import { isFixableBranch } from './checked-pull-request.ts';
import { covenantOfPullRequest, type CovenantReader, type Look } from './covenant-of-change.ts';
import { GitHubBlobs } from './github-blobs.ts';
import { githubTree } from './github-tree.ts';
import { type MergeReader, mergeTrial } from './merge-trial.ts';
import { type PullRequestCommitLister, pullRequestTexts } from './pull-request-texts.ts';

export type Fixer = MergeReader &
  CovenantReader &
  PullRequestCommitLister &
  RoleReader &
  TreeCreator &
  CommitCreator &
  RefsUpdater;

/** The button was pressed: by whom, and beside which commit of the pull request. */
export interface FixRequest {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly commit: string;
  readonly login: string;
}

/**
 * Commits the fixes of what the covenant finds in a pull request onto its branch, as one commit, when it is still at the commit
 * that the button stood beside; a second delivery finds that commit and does nothing. Returns what was done, in a sentence. Throws `not-permitted`
 * for somebody who may not write in the repository, `conflict` when the branch has moved, and `policy` when there is nothing
 * to mend, or not by the app.
 */
export async function fixPullRequest(
  client: Fixer,
  { repository, number, commit, login }: FixRequest,
  look: Look,
): Promise<string> {
  if (!(await mayWrite(client, repository, login)))
    throw new VaultMeshError(
      'not-permitted',
      `This takes a role that may write in ${fullName(repository)}, which ${login} does not have.`,
    );
  const { pull, trial } = await mergeTrial(client, repository, number);
  const { ref: branch, sha: head } = pull.head;
  if (head !== commit && (await pullRequestTexts(client, repository, pull)).some(isFixOf(commit)))
    return 'It was mended already.';
  if (pull.state !== 'open' || head !== commit)
    throw new VaultMeshError(
      'conflict',
      'The pull request has moved on since; press the button of its newest check.',
    );
  if (!isFixableBranch(pull))
    throw new VaultMeshError(
      'policy',
      'The app does not write to forks, to the default branch and to ledgers. Run vaultmesh covenant --fix there.',
    );
  if (typeof trial === 'string')
    throw new VaultMeshError(
      'policy',
      `It cannot be merged into ${pull.base.ref}, so nothing is mended. Resolve that first.`,
    );
  const { result } = await covenantOfPullRequest(client, repository, pull, trial, look);
  const tree = await githubTree(client, repository, head, new GitHubBlobs(client, repository));
  const files = await fixedFiles(tree, fixesByPath(result));
  if (files.length === 0)
    throw new VaultMeshError(
      'policy',
      'There is nothing left to mend in files that are the same after the merge.',
    );
  const made = await createCommit(client, repository, {
    message: `fix: ${counted(files.length, 'file')} that the covenant finds fault with\n\nAsked for by ${login} ${besideCheckOf(commit)}\n`,
    tree: await createTree(client, repository, files, head),
    parents: [head],
  });
  const update = { branch, before: head, after: made };
  if (!(await updateRefs(client, { id: pull.base.repo.node_id, name: repository }, [update])))
    throw new VaultMeshError(
      'conflict',
      `${branch} was pushed to meanwhile; press the button of the newest check.`,
    );
  return `${counted(files.length, 'file')} mended in ${made}.`;
}

/** How the message of a commit with fixes ends: a second delivery of the button finds it by that, also below newer ones. */
const besideCheckOf = (commit: string): string => `beside the check of ${commit}.`;

const isFixOf =
  (commit: string) =>
  (text: string): boolean =>
    text.includes(besideCheckOf(commit));

/** The files of `tree` as they are with their fixes: those that are what was looked at, which is the result of the merge. */
async function fixedFiles(tree: Tree, fixes: readonly FileFixes[]): Promise<File[]> {
  const byPath = new Map(tree.files.map((file) => [file.path, file]));
  const fixed: File[] = [];
  for (const { path, sha256, edits } of fixes) {
    const file = byPath.get(path);
    if (file?.kind !== 'file' && file?.kind !== 'executable') continue;
    const [bytes] = await tree.read([file]);
    if (bytes === undefined || sha256Hex(bytes) !== sha256) continue;
    const mode = file.kind === 'executable' ? '100755' : '100644';
    fixed.push({ path, mode, content: utf8(applyEdits(fromUtf8(bytes), edits)) });
  }
  return fixed;
}
