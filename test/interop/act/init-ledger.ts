import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from '../../../sandbox/world/run-program.ts';
import { setEnvironmentSecret } from '../../../sandbox/world/set-environment-secret.ts';
import { vaultmesh } from '../../../sandbox/world/vaultmesh.ts';
import type { HostedService } from './hosted-service.ts';

/** Gives the repository its ledger and the environment that holds the key, as its README says. */
export async function initLedger({ clone, maintainer, name, folder }: HostedService): Promise<void> {
  const keys = await folder('keys');
  const url = (await mustRun('git', ['remote', 'get-url', 'origin'], { cwd: clone })).trim();
  const made = await vaultmesh(['ledger', 'init', url, '--log-key', 'log.key'], keys);
  if (made.exitCode !== 0) throw new Error(`vaultmesh ledger init failed:\n${made.stdout}${made.stderr}`);
  await maintainer.octokit.repos.createOrUpdateEnvironment({
    ...name,
    environment_name: 'ledger',
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
  });
  const key = (await readFile(join(keys, 'log.key'), 'utf8')).trim();
  await setEnvironmentSecret(maintainer, name, 'ledger', { VAULTMESH_LOG_KEY: key });
}
