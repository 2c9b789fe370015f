import { formatTime } from '../../../core/common/clock.ts';
import type { Hub } from '../hub.ts';
import type { Author, Issue, Pull } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';

/** Adds an issue, or a pull request when `pull` is given, under the repository's next number. */
export function openIssue(
  hub: Hub,
  repository: Repository,
  author: Author,
  text: { readonly title: string; readonly body: string | null },
  pull?: Pull,
): Issue {
  const now = formatTime(hub.clock());
  const issue: Issue = {
    id: hub.state.nextId(),
    number: repository.issues.length + 1,
    author,
    ...text,
    state: 'open',
    stateReason: null,
    closedBy: null,
    closedAt: null,
    createdAt: now,
    updatedAt: now,
    labels: [],
    comments: [],
    reactions: [],
    ...(pull === undefined ? {} : { pull }),
  };
  repository.issues.push(issue);
  return issue;
}
