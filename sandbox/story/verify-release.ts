import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SERVICE, TAG, type Stage } from './stage.ts';
import { vaultmesh } from '../world/vaultmesh.ts';

const VALID = 0;
const VERIFICATION_FAILED = 5;

/** Downloads the release, makes a trust file, verifies the artifact, and a copy of it with one byte changed. */
export async function verifyRelease(stage: Stage): Promise<void> {
  const { world, directory, tell } = stage;
  const { artifact, proof } = await download(stage);
  const roots = {
    tsa: join(directory, 'tsa-root.pem'),
    sigstore: join(directory, 'sigstore-trusted-root.json'),
  };
  await writeFile(roots.tsa, world.services.tsaRoot);
  await writeFile(roots.sigstore, JSON.stringify(world.services.trustedRoot));

  const trust = join(directory, 'trust.json');
  const address = `${world.github.url}/${world.organization}/${SERVICE}`;
  const init = ['trust', 'init', address, '--tsa-root', roots.tsa, '--sigstore-root', roots.sigstore];
  await expectExit(VALID, [...init, '--yes', '--out', trust]);
  tell('made a trust file from the ledger and the roots that the stranger brought');
  await expectExit(VALID, ['proof', 'refresh', proof, address, '--trust', trust]);
  tell('brought the proof up to the checkpoint that the app has cosigned; from here on no network is used');

  const layers = 'inclusion,openpgp,sigstore,rfc3161,witness';
  const verify = ['--proof', proof, '--trust', trust, '--require', layers];
  const report = await expectExit(VALID, ['verify', artifact, ...verify]);
  for (const line of report.trimEnd().split('\n')) tell(line);

  const copy = join(directory, 'changed.tar.gz');
  const bytes = await readFile(artifact);
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(copy, bytes);
  await expectExit(VERIFICATION_FAILED, ['verify', copy, ...verify]);
  tell(`a copy with byte ${middle} changed is refused (exit code ${VERIFICATION_FAILED})`);

  async function expectExit(expected: number, args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await vaultmesh(args, directory);
    if (exitCode === expected) return stdout;
    throw new Error(
      `vaultmesh ${args.join(' ')} ended with ${exitCode} instead of ${expected}:\n${stdout}${stderr}`,
    );
  }
}

/** Fetches the artifact and its proof as a stranger would: from the release's public addresses. */
async function download({ world, directory }: Stage): Promise<{ artifact: string; proof: string }> {
  const { data: release } = await world.maintainer.octokit.repos.getReleaseByTag({
    owner: world.organization,
    repo: SERVICE,
    tag: TAG,
  });
  for (const asset of release.assets) {
    const answer = await fetch(asset.browser_download_url, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`${asset.browser_download_url} answered ${answer.status}.`);
    await writeFile(join(directory, asset.name), new Uint8Array(await answer.arrayBuffer()));
  }
  const proof = release.assets.find((asset) => asset.name.endsWith('.vmproof'))?.name ?? '';
  return { artifact: join(directory, proof.replace(/\.vmproof$/, '')), proof: join(directory, proof) };
}
