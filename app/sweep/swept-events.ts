/** The deliveries that the sweep puts into the queue when they were lost: each sets something in motion that nothing else does. */
export const SWEPT_EVENTS: ReadonlySet<string> = new Set([
  'issue_comment.created',
  'issues.opened',
  'pull_request.opened',
  'pull_request.synchronize',
  'pull_request.reopened',
  'pull_request.edited',
  'pull_request.closed',
  'merge_group.checks_requested',
  'release.published',
  'check_suite.rerequested',
  'check_run.rerequested',
  'check_run.requested_action',
  'workflow_run.completed',
]);

/**
 * Those that need not be delivered again: the sweep looks at every ledger and platform repository itself, and what is pushed to a
 * pull request comes as `pull_request.synchronize` too.
 */
export const LOOKED_AT_ANYWAY: ReadonlySet<string> = new Set([
  'push',
  'check_suite.requested',
  'installation.created',
  'installation.new_permissions_accepted',
  'installation_repositories.added',
]);

/** Whether a delivery of GitHub's log is one of the first. */
export const isSwept = ({ event, action }: { event: string; action: string | null }): boolean =>
  SWEPT_EVENTS.has(action === null ? event : `${event}.${action}`);
