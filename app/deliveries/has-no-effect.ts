import { LEDGER } from '../../core/remembrancer/provision/index.ts';
import { RECORD_PATH } from '../recording/start-record.ts';
import { RELEASE_PATH } from '../releases/show-own-record.ts';
import { type Delivery, nameOf } from './delivery.ts';
import { hasHandler } from './is-for-handlers.ts';

/** The workflows of which a run may have recorded something. */
const RECORDING: readonly unknown[] = [RECORD_PATH, RELEASE_PATH];

/** The events of which most come to nothing, each with whether something may come of a payload. */
const RARE = new Map<string, (payload: object) => boolean>([
  ['issue_comment.created', (payload) => begins(/^\/[A-Za-z]/, memberOf(payload, 'comment', 'body'))],
  ['issues.opened', (payload) => begins(/^### \/[a-z]/, memberOf(payload, 'issue', 'body'))],
  ['workflow_run.completed', (payload) => RECORDING.includes(memberOf(payload, 'workflow', 'path'))],
  ['push', (payload) => memberOf(payload, 'ref') === `refs/heads/${LEDGER}`],
  ['check_suite.requested', mayHavePullRequests],
]);

/**
 * Whether nothing can come of a delivery: no handler answers it, or it is a comment that is no command, an issue that no form of
 * ours made, a run of another workflow, a push to another branch than `ledger`, or asks for checks where no pull request is. Those are
 * nearly all that come, so they take no place in the queue and are answered at the door with 200, by which the sweep tells them in
 * GitHub's log from what was taken.
 */
export function hasNoEffect(told: Pick<Delivery, 'event' | 'payload'>): boolean {
  if (!hasHandler(told)) return true;
  const mayHaveEffect = RARE.get(nameOf(told));
  return mayHaveEffect !== undefined && !mayHaveEffect(told.payload);
}

const begins = (how: RegExp, text: unknown): boolean => typeof text === 'string' && how.test(text);

/** A branch that is pushed to has those that are named; without a branch it may be the commit of a fork. */
function mayHavePullRequests(payload: object): boolean {
  const named = memberOf(payload, 'check_suite', 'pull_requests');
  const isNone = Array.isArray(named) && named.length === 0;
  return !isNone || typeof memberOf(payload, 'check_suite', 'head_branch') !== 'string';
}

function memberOf(thing: unknown, ...names: readonly string[]): unknown {
  return names.reduce(
    (inner, name) =>
      typeof inner === 'object' && inner !== null
        ? (Object.getOwnPropertyDescriptor(inner, name)?.value as unknown)
        : undefined,
    thing,
  );
}
