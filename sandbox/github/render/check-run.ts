import type { Hub } from '../hub.ts';
import type { CheckAnnotation, CheckRun, CheckSuite } from '../state/check-run.ts';
import type { Repository } from '../state/repository.ts';
import { renderApp } from './app.ts';
import { nodeId } from './node-id.ts';
import { renderRepositoryLite } from './repository.ts';
import { repositoryPage, repositoryUrl } from './repository-urls.ts';
import type { Schema } from './schema.ts';
import { simpleCommit } from './simple-commit.ts';

export function renderCheckRun(hub: Hub, repository: Repository, run: CheckRun) {
  const url = `${repositoryUrl(hub, repository)}/check-runs/${run.id}`;
  const page = `${repositoryPage(hub, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.suite.headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: renderApp(hub, run.suite.app),
    pull_requests: renderPullsAt(hub, repository, run.suite.headSha),
  };
}

/** What a run says of a line. */
export function renderAnnotation(
  hub: Hub,
  repository: Repository,
  run: CheckRun,
  annotation: CheckAnnotation,
): Schema<'check-annotation'> {
  const { path, startLine, endLine, startColumn, endColumn, level, title, message } = annotation;
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    start_column: startColumn,
    end_column: endColumn,
    annotation_level: level,
    title,
    message,
    raw_details: null,
    blob_href: `${repositoryPage(hub, repository)}/blob/${run.suite.headSha}/${path}`,
  };
}

/** Status and conclusion of a suite follow from its runs: the worst one speaks. */
export function suiteOutcome(repository: Repository, suite: CheckSuite) {
  const runs = repository.checkRuns.filter((run) => run.suite === suite);
  if (runs.length === 0) return { status: 'queued', conclusion: null } as const;
  if (runs.some((run) => run.status !== 'completed'))
    return { status: 'in_progress', conclusion: null } as const;
  const order = ['failure', 'timed_out', 'action_required', 'cancelled', 'success', 'neutral'] as const;
  const conclusion = order.find((one) => runs.some((run) => run.conclusion === one)) ?? 'neutral';
  return { status: 'completed', conclusion } as const;
}

/** What a check suite says of being asked for again, but where it just was. */
export const RUNS_AGAIN = { rerequestable: true, runs_rerequestable: true } as const;

/** The members of a check suite that REST and webhooks share. */
export async function renderCheckSuite(
  hub: Hub,
  repository: Repository,
  suite: CheckSuite,
  before: string | null,
) {
  const url = `${repositoryUrl(hub, repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: nodeId('CheckSuite', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...suiteOutcome(repository, suite),
    url,
    before,
    after: suite.headSha,
    pull_requests: renderPullsAt(hub, repository, suite.headSha),
    app: renderApp(hub, suite.app),
    created_at: suite.createdAt,
    updated_at: suite.createdAt,
    latest_check_runs_count: repository.checkRuns.filter((run) => run.suite === suite).length,
    check_runs_url: `${url}/check-runs`,
    head_commit: await simpleCommit(repository, suite.headSha),
  };
}

/** A check suite as REST shows it, with its repository. */
export async function renderCheckSuiteFull(hub: Hub, repository: Repository, suite: CheckSuite) {
  const common = await renderCheckSuite(hub, repository, suite, null);
  return { ...common, ...RUNS_AGAIN, repository: renderRepositoryLite(hub, repository) };
}

/** The open pull requests whose head is this commit, as checks mention them: none from a fork. */
export function renderPullsAt(hub: Hub, repository: Repository, headSha: string) {
  const url = repositoryUrl(hub, repository);
  const repo = { id: repository.id, url, name: repository.name };
  return repository.issues.flatMap(({ id, number, pull, state }) =>
    pull === undefined || pull.headRepository !== undefined || state === 'closed' || pull.headSha !== headSha
      ? []
      : [
          {
            id,
            number,
            url: `${url}/pulls/${number}`,
            head: { ref: pull.head, sha: pull.headSha, repo },
            base: { ref: pull.base, sha: pull.baseSha, repo },
          },
        ],
  );
}
