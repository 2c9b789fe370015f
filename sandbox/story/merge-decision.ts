import type { Stage } from './stage.ts';
import { readEntries } from './read-entries.ts';
import { workflowRun } from './workflow-run.ts';

/** Merges the one open pull request of `platform`; returns when the decision is on its ledger. */
export async function mergeDecision({ world, directory, tell }: Stage): Promise<void> {
  const { octokit } = world.maintainer;
  const platform = { owner: world.organization, repo: 'platform' };
  const { data: pulls } = await octokit.pulls.list({ ...platform, state: 'open' });
  const [pull, ...others] = pulls;
  if (!pull || others.length > 0)
    throw new Error(`platform has ${pulls.length} open pull requests instead of one.`);
  await octokit.pulls.merge({ ...platform, pull_number: pull.number });
  tell(`merged ${pull.html_url} (${pull.title})`);

  await workflowRun(world, platform, 'vaultmesh-record.yml');
  const entries = await readEntries(world, 'platform', directory);
  const decision = entries.find((entry) => entry.kind === 'decision');
  if (!decision)
    throw new Error('The record workflow succeeded, but the ledger of platform has no decision.');
  tell(`entry ${decision.index} of platform's ledger is the decision ${decision.component}`);
}
