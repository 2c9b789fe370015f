import type { Hub } from '../hub.ts';
import { renderCheckRun, renderCheckSuite, RUNS_AGAIN } from '../render/check-run.ts';
import type { CheckRun, CheckSuite } from '../state/check-run.ts';
import type { Repository } from '../state/repository.ts';

/** `check_run`; inside it the suite is spelt out, where REST gives its id only. */
export async function checkRunPayload(
  hub: Hub,
  repository: Repository,
  run: CheckRun,
  action: 'created' | 'completed' | 'rerequested' | 'requested_action',
) {
  const suite = await renderCheckSuite(hub, repository, run.suite, null);
  const { id, node_id, head_branch, head_sha, status, conclusion, url, before, after } = suite;
  const { pull_requests, app, created_at, updated_at } = suite;
  return {
    action,
    check_run: {
      ...renderCheckRun(hub, repository, run),
      check_suite: {
        id,
        node_id,
        head_branch,
        head_sha,
        status,
        conclusion,
        url,
        before,
        after,
        pull_requests,
        app,
        created_at,
        updated_at,
      },
    },
  };
}

export async function checkSuitePayload(
  hub: Hub,
  repository: Repository,
  suite: CheckSuite,
  action: 'requested' | 'rerequested' | 'completed',
  before: string | null,
) {
  const rendered = await renderCheckSuite(hub, repository, suite, before);
  return { action, check_suite: { ...rendered, ...(action !== 'rerequested' && RUNS_AGAIN) } };
}
