import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vaultmesh } from '../../../sandbox/world/vaultmesh.ts';
import type { HostedService } from './hosted-service.ts';

/** What `vaultmesh verify` says, with nothing but what was published, of each file of a release that has a proof. */
export async function verifyRelease(
  { github, services, maintainer, name, folder }: HostedService,
  tag: string,
): Promise<Record<string, { readonly exitCode: number; readonly said: string }>> {
  const directory = await folder('release');
  const { data: release } = await maintainer.octokit.repos.getReleaseByTag({ ...name, tag });
  const names = release.assets.map((asset) => asset.name);
  for (const { name: asset, browser_download_url } of release.assets) {
    const answer = await fetch(browser_download_url, { signal: AbortSignal.timeout(10_000) });
    await writeFile(join(directory, asset), new Uint8Array(await answer.arrayBuffer()));
  }
  await writeFile(join(directory, 'tsa-root.pem'), services.tsaRoot);
  await writeFile(join(directory, 'trusted_root.json'), JSON.stringify(services.trustedRoot));
  const roots = ['--tsa-root', 'tsa-root.pem', '--sigstore-root', 'trusted_root.json'];
  const address = `${github.url}/${name.owner}/${name.repo}`;
  const trust = ['trust', 'init', address, ...roots, '--yes', '--out', 'trust.json'];
  const trusted = await vaultmesh(trust, directory);
  if (trusted.exitCode !== 0) throw new Error(`vaultmesh trust init failed:\n${trusted.stderr}`);

  const verdicts: Record<string, { exitCode: number; said: string }> = {};
  const require = ['--require', 'inclusion,sigstore,rfc3161'];
  for (const file of names.filter((asset) => names.includes(`${asset}.vmproof`))) {
    const { exitCode, stdout, stderr } = await vaultmesh(
      ['verify', file, '--trust', 'trust.json', ...require],
      directory,
    );
    verdicts[file] = { exitCode, said: exitCode === 0 ? '' : stdout + stderr };
  }
  return verdicts;
}
