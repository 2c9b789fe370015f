import { RECORD_PATH } from '../recording/start-record.ts';
import { type Delivery, nameOf } from './delivery.ts';
import { hasHandler } from './is-for-handlers.ts';

/** The events of which most come to nothing, each with a member, what is read of that, and what it is where something comes of it. */
const RARE = new Map([
  ['issue_comment.created', { member: 'comment', part: 'body', text: /^\/[A-Za-z]/ }],
  ['issues.opened', { member: 'issue', part: 'body', text: /^### \/[a-z]/ }],
  ['workflow_run.completed', { member: 'workflow', part: 'path', text: { test: isRecordWorkflow } }],
]);

/**
 * Whether nothing can come of a delivery: no handler answers it, or it is a comment that is no command, an issue that no form of
 * ours made, or a run of another workflow. There are many of those, so they take no place in the queue and are answered at the
 * door with 200, by which the sweep tells them in GitHub's log from what was taken.
 */
export function hasNoEffect(told: Pick<Delivery, 'event' | 'payload'>): boolean {
  if (!hasHandler(told)) return true;
  const rare = RARE.get(nameOf(told));
  if (rare === undefined) return false;
  const text = memberOf(memberOf(told.payload, rare.member), rare.part);
  return typeof text !== 'string' || !rare.text.test(text);
}

function isRecordWorkflow(path: string): boolean {
  return path === RECORD_PATH;
}

function memberOf(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null
    ? Object.getOwnPropertyDescriptor(thing, name)?.value
    : undefined;
}
