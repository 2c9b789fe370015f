import type { Repository } from '../state/repository.ts';
import { requiredChecks } from './rules-for.ts';

const PASSED: readonly (string | null)[] = ['success', 'neutral', 'skipped'];

/** The first check that rules ask of a ref (full name) and that `commit` has not passed: the newest run of each counts. */
export function missingCheck(repository: Repository, ref: string, commit: string): string | undefined {
  const lacking = requiredChecks(repository, ref).find(({ context, app }) => {
    const newest = repository.checkRuns.findLast(
      ({ name, suite }) =>
        name === context && suite.headSha === commit && (app === undefined || suite.app.id === app),
    );
    return newest?.status !== 'completed' || !PASSED.includes(newest.conclusion);
  });
  return lacking?.context;
}
