/**
 * The deliveries that the sweep puts into the queue when they were lost: each sets something in motion that nothing else does.
 * Pushes and installations are not among them, since the sweep looks at every ledger and platform repository itself.
 */
export const SWEPT_EVENTS: ReadonlySet<string> = new Set(['issue_comment.created', 'pull_request.closed']);

/** Whether a delivery of GitHub's log is one of those. */
export const isSwept = ({ event, action }: { event: string; action: string | null }): boolean =>
  SWEPT_EVENTS.has(action === null ? event : `${event}.${action}`);
