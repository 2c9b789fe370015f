import { vaultmesh } from '../../../sandbox/world/vaultmesh.ts';
import type { HostedService } from './hosted-service.ts';

/** Gives the repository its ledger and the environment that holds the key, as its README says. */
export async function initLedger({ clone, github, maintainer, name }: HostedService): Promise<void> {
  const url = `${github.url}/${name.owner}/${name.repo}`;
  const made = await vaultmesh(['ledger', 'init', url, '--environment-secret'], clone, {
    GITHUB_SERVER_URL: github.url,
    GH_TOKEN: maintainer.token,
  });
  if (made.exitCode !== 0) throw new Error(`vaultmesh ledger init failed:\n${made.stdout}${made.stderr}`);
}
