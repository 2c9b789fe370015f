import type { World } from '../world/start-world.ts';
import { vaultmesh } from '../world/vaultmesh.ts';

export interface LoggedEntry {
  readonly index: number;
  readonly kind: string;
  readonly component: string;
  readonly version: string;
}

/** The entries of a repository's ledger, as `vaultmesh ledger log` lists them after checking them. */
export async function readEntries(world: World, repo: string, directory: string): Promise<LoggedEntry[]> {
  const url = `${world.github.url}/${world.organization}/${repo}`;
  const result = await vaultmesh(['ledger', 'log', url, '--from', '0', '--all', '--json'], directory);
  if (result.exitCode !== 0)
    throw new Error(`vaultmesh ledger log ${url} failed:\n${result.stdout}${result.stderr}`);
  const outcome = JSON.parse(result.stdout) as { result: { entries: LoggedEntry[] } };
  return outcome.result.entries;
}
