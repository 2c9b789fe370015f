import { VaultMeshError } from '../../../core/common/error.ts';
import { type GitPlace, readOnlyGit, resolveCommit } from '../../../core/remembrancer/covenant/index.ts';
import type { WorkflowRun } from '../../common/src/workflow-run.ts';

/** The checkout of the run's commit. Throws `usage` when it is not there, `not-permitted` when git does not read it. */
export async function repositoryOfWorkspace({
  workspace,
  commit,
}: Pick<WorkflowRun, 'workspace' | 'commit'>): Promise<GitPlace> {
  const place = { directory: workspace };
  const { stderr } = await readOnlyGit(place, ['rev-parse', '--git-dir']);
  if (/dubious ownership/u.test(stderr)) {
    throw new VaultMeshError(
      'not-permitted',
      'The checkout belongs to another user, so git does not read it. Add a step before this one: git config --global --add safe.directory "$GITHUB_WORKSPACE"',
    );
  }
  if ((await resolveCommit(place, commit)) === undefined) {
    throw new VaultMeshError(
      'usage',
      `The workspace does not have the commit ${commit} of this run, which for a pull request is the result of merging it. Add actions/checkout before this step, without "ref" and "path".`,
    );
  }
  return place;
}
