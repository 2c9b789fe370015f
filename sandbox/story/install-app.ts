import type { Stage } from './stage.ts';
import { until } from '../world/until.ts';

/** Installs the app on the organisation; returns when `platform` has its record workflow and an empty ledger. */
export async function installApp({ world, tell }: Stage): Promise<void> {
  world.install();
  const platform = { owner: world.organization, repo: 'platform' };
  const { octokit } = world.maintainer;
  await until('the ledger branch of platform', async () => {
    const { data } = await octokit.repos.listBranches(platform);
    return data.some((branch) => branch.name === 'ledger');
  });
  const secrets = await until('the log key of platform', async () => {
    const { data } = await octokit.actions.listEnvironmentSecrets({
      ...platform,
      environment_name: 'ledger',
    });
    return data.total_count > 0 && data.secrets;
  });
  await until('the ruleset of platform', async () => {
    const { data } = await octokit.repos.getRepoRulesets(platform);
    return data.length > 0;
  });
  const workflow = '.github/workflows/vaultmesh-record.yml';
  await octokit.repos.getContent({ ...platform, path: workflow });
  tell(
    `platform has ${workflow}, the environment ledger with ${secrets.map((s) => s.name).join(', ')}, and an empty ledger`,
  );
}
