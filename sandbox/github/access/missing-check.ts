import type { Hub } from '../hub.ts';
import type { Repository } from '../state/repository.ts';
import type { Actor } from './actor.ts';
import { requiredChecks } from './rules-for.ts';

const PASSED: readonly (string | null)[] = ['success', 'neutral', 'skipped'];

/**
 * The first check that rules ask of a ref (full name) and that `commit` has not passed: the newest run of each counts, and of the jobs of
 * workflows, each of which is a check of GitHub Actions.
 */
export function missingCheck(
  { state }: Hub,
  repository: Repository,
  ref: string,
  commit: string,
  actor: Actor,
): string | undefined {
  const actions = state.apps.get('github-actions')?.id;
  const lacking = requiredChecks(repository, ref, actor).find(({ context, app }) => {
    const jobs = repository.workflowRuns
      .filter(({ headSha }) => headSha === commit && (app === undefined || app === actions))
      .flatMap((run) => run.jobs);
    const newest =
      repository.checkRuns.findLast(
        ({ name, suite }) =>
          name === context && suite.headSha === commit && (app === undefined || suite.app.id === app),
      ) ?? jobs.findLast(({ name }) => name === context);
    return newest?.status !== 'completed' || !PASSED.includes(newest.conclusion);
  });
  return lacking?.context;
}
