import { until } from '../world/until.ts';
import type { World } from '../world/start-world.ts';

/** Waits until the newest run of a workflow file is over; throws with its log when it did not succeed. */
export async function workflowRun(
  world: World,
  repository: { owner: string; repo: string },
  file: string,
): Promise<void> {
  const { octokit } = world.maintainer;
  const run = await until(
    `a finished run of ${file} in ${repository.repo}`,
    async () => {
      const { data } = await octokit.actions.listWorkflowRunsForRepo(repository);
      return data.workflow_runs.find((each) => each.path.endsWith(`/${file}`) && each.status === 'completed');
    },
    120_000,
  );
  if (run.conclusion !== 'success') {
    const page = await fetch(run.html_url, { signal: AbortSignal.timeout(10_000) });
    throw new Error(
      `${run.html_url} ended with ${String(run.conclusion)}:\n${(await page.text()).replace(/<[^>]*>/g, '')}`,
    );
  }
}
