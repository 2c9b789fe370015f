import type { Hub } from '../hub.ts';
import { renderPull } from '../render/pull-request.ts';
import type { Issue, Pull } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';

export async function pullRequestPayload(
  hub: Hub,
  repository: Repository,
  issue: Issue,
  pull: Pull,
  action: 'opened' | 'closed' | 'reopened' | 'edited' | 'synchronize',
) {
  return { action, number: issue.number, pull_request: await renderPull(hub, repository, issue, pull) };
}
