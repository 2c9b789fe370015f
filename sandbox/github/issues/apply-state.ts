import { formatTime } from '../../../core/common/clock.ts';
import type { Hub } from '../hub.ts';
import type { Account } from '../state/account.ts';
import type { Issue } from '../state/issue.ts';

/** Opens or closes an issue or pull request and notes when, by whom and why. */
export function applyState(
  hub: Hub,
  issue: Issue,
  state: Issue['state'],
  by: Account,
  reason?: NonNullable<Issue['stateReason']>,
): void {
  const now = formatTime(hub.clock());
  issue.updatedAt = now;
  if (issue.state === state) return;
  issue.state = state;
  issue.closedAt = state === 'closed' ? now : null;
  issue.closedBy = state === 'closed' ? by : null;
  if (issue.pull === undefined) {
    issue.stateReason = reason ?? (state === 'closed' ? 'completed' : 'reopened');
  }
}
