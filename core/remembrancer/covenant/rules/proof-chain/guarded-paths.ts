import { matchesGlob } from '../../../../common/matches-glob.ts';
import { printable } from '../../../../common/printable.ts';
import { decisionLabel, type ReadDecision } from '../../../decisions/index.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { Found } from '../../found.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { changesOfMajorVersions } from './changes/bumped-manifests.ts';
import type { GuardedChange } from './changes/guarded-change.ts';
import { guardedKind, isOurs } from './changes/guarded-kinds.ts';
import { changesOfGuardedPaths } from './changes/guarded-paths.ts';
import { namedDecisions } from './changes/named-decisions.ts';
import { decisionChange } from './decisions/decision-change.ts';
import { isDecisionIn } from './decisions/decision-tree.ts';
import { NO_CHANGE } from './no-change.ts';

/** What others build upon changes for a reason that was written down. */
export const guardedPaths: RepositoryRule = {
  id: 'VM-IV-03',
  title: 'A change of guarded paths names a decision',
  severity: 'medium',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

async function check({ tree, change, config }: CovenantContext): Promise<RepositoryAnswer> {
  if (!change) return NO_CHANGE;
  const { before, after, unread } = await decisionChange(tree, change, config);
  const isKept = [before, after].some(({ files, unread: more }) => files.size + more.length > 0);
  // Who keeps no decisions is not asked for one, unless it is said what is guarded.
  if (!isKept && config.guarded.length === 0) {
    return { notApplicable: `there is no decision in ${config.decisions}, and no path is guarded` };
  }
  const isDecision = (path: string) =>
    isDecisionIn(config.decisions, { path, kind: 'file', size: 0, id: '' });
  const guardOf = (path: string) => {
    if (isDecision(path)) return undefined;
    const isGuarded = config.guarded.some((glob) => matchesGlob(glob, path));
    return isGuarded ? 'which is guarded' : isKept ? guardedKind(path) : undefined;
  };
  const paths = await changesOfGuardedPaths(change.base, tree, guardOf);
  const isCompared = (path: string) => isKept && isOurs(path) && guardOf(path) === undefined;
  const versions = await changesOfMajorVersions(change.base, tree, isCompared);
  const named = namedDecisions(before, after, change.texts);
  const unnamed = [...paths, ...versions.changes].flatMap((each) => foundIn(each, named));
  return [...(unnamed.length > 0 ? unread : []), ...versions.untold, ...unnamed];
}

/** Statuses of a decision that holds, or is about to. */
const CARRYING: ReadonlySet<string> = new Set(['draft', 'proposed', 'accepted']);

const covers = ({ decision: { affects } }: ReadDecision, path: string): boolean =>
  affects.length === 0 || affects.some((glob) => matchesGlob(glob, path));

function foundIn({ path, what, range }: GuardedChange, named: readonly ReadDecision[]): Found[] {
  const carrying = named.filter(({ decision }) => CARRYING.has(decision.status));
  if (carrying.some((read) => covers(read, path))) return [];
  const [first] = carrying.length > 0 ? carrying : named;
  const label = first && printable(decisionLabel(first));
  const why = !first
    ? 'and no decision is named for it'
    : carrying.length > 0
      ? `and the "affects" of ${label ?? ''} does not cover it`
      : `and ${label ?? ''}, which is named, is ${first.decision.status}`;
  const remedy =
    carrying.length > 0
      ? `Name the decision for it in the pull request, or add the path to "affects" of ${label ?? ''}.`
      : 'Write a decision with `vaultmesh adr new "TITLE"`, or name the one for it, such as ADR-0007, in the pull request.';
  return [{ path, ...(range && { range }), message: `${what}, ${why}.`, remedy }];
}
