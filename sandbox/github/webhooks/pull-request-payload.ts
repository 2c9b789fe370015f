import type { Hub } from '../hub.ts';
import { tryWithPresentBase } from '../pulls/update-pull-refs.ts';
import { renderPull } from '../render/pull-request.ts';
import type { Issue, Pull } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { repositoryPayload } from './repository-payload.ts';

export async function pullRequestPayload(
  hub: Hub,
  repository: Repository,
  issue: Issue,
  pull: Pull,
  action: 'opened' | 'closed' | 'reopened' | 'edited' | 'synchronize',
) {
  await tryWithPresentBase(hub, repository, issue, pull);
  const rendered = await renderPull(hub, repository, issue, pull);
  const repo = repositoryPayload(hub, repository);
  const { head, base } = rendered;
  const from = pull.headRepository === undefined ? repo : repositoryPayload(hub, pull.headRepository);
  const pull_request = { ...rendered, head: { ...head, repo: from }, base: { ...base, repo } };
  return { action, number: issue.number, pull_request };
}
