import { isUtf8 } from 'node:buffer';

import { isSettled } from '../../../decisions/life/transitions.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { Found } from '../../found.ts';
import type { RepositoryAnswer, RepositoryRule } from '../../rule.ts';
import { copyOf } from './changes/copy-of.ts';
import { type DecisionChange, decisionChange } from './decisions/decision-change.ts';
import { foundInDecisions } from './decisions/found-in-decisions.ts';
import { NO_CHANGE } from './no-change.ts';

/** What was decided stays as it was decided, to be read later; a new decision amends or supersedes it. */
export const settledDecisions: RepositoryRule = {
  id: 'VM-IV-04',
  title: 'Accepted decisions are not edited',
  severity: 'high',
  level: 'warn',
  since: 1,
  fixable: false,
  kind: 'repository',
  check,
};

async function check({ tree, change, config }: CovenantContext): Promise<RepositoryAnswer> {
  if (!change) return NO_CHANGE;
  const decisions = await decisionChange(tree, change, config);
  const { before, after, unread } = decisions;
  const removed: Found[] = [];
  for (const found of foundInDecisions(['removed'], after, before)) {
    const was = before.files.get(found.path);
    const isUnread = after.unread.includes(found.path);
    // It may be read where it is now; only its name, or its folder, is another.
    if (!isUnread && !(was && (await copyOf(tree, was)))) removed.push(found);
  }
  return [...unread, ...notText(decisions), ...foundInDecisions(['settled-text'], after, before), ...removed];
}

/** A change of bytes that are no text is not seen in the text. */
const notText = ({ before, after }: DecisionChange): Found[] =>
  before.decisions.flatMap(({ path, decision }) => {
    const [was, is] = [before.files.get(path), after.files.get(path)];
    if (!was || !is || !isSettled(decision.status) || was.bytes.equals(is.bytes)) return [];
    if (isUtf8(was.bytes) && isUtf8(is.bytes)) return [];
    const message = `${path} was changed and is not UTF-8, so that what was changed cannot be told.`;
    const remedy = 'Put it back, or convert it, as with iconv, in a change of its own.';
    return [{ path, message, remedy, cannotTell: true as const }];
  });
