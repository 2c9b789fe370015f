import { readFile, writeFile } from 'node:fs/promises';
import { readKey } from 'openpgp';

import { startServices } from '../../sandbox/services/index.ts';
import { ARTIFACT, makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

/** A release that the command recorded with signature and timestamp, and what a stranger knows from elsewhere. */
export interface RecordedRelease {
  readonly bench: Workbench;
  /** A clone of the ledger branch. */
  readonly clone: string;
  readonly fingerprint: string;
  remove(): Promise<void>;
}

/** Records one release as entry 1 of a new ledger, beside an incident, and clones the branch. */
export async function recordRelease(): Promise<RecordedRelease> {
  const bench = await makeWorkbench();
  const services = await startServices();
  const vaultmesh = async (...argv: string[]): Promise<void> => {
    const { code, stderr } = await bench.vaultmesh(argv, { VAULTMESH_TSA: services.tsaUrl });
    if (code !== 0) throw new Error(stderr);
  };
  const common = ['--repository', REPOSITORY, '--log-key', 'log.key', '--component', 'my-service'];
  const openpgp = ['--openpgp-key', 'openpgp.key'];
  await writeFile(bench.path('first.txt'), 'the first release\n');
  await writeFile(bench.path('tsa-root.pem'), services.tsaRoot);
  await vaultmesh('ledger', 'init', REPOSITORY, '--log-key', 'log.key');
  await vaultmesh('record', 'release', 'first.txt', ...common, ...openpgp, '--version', '0.9.0');
  await vaultmesh('record', 'release', ARTIFACT, ...common, ...openpgp, '--version', '1.0.0');
  await services.stop();
  await bench.git('clone', '--quiet', '--branch', 'ledger', bench.remote, bench.path('clone'));
  const key = await readKey({ armoredKey: await readFile(bench.path('openpgp.key'), 'utf8') });
  return {
    bench,
    clone: bench.path('clone'),
    fingerprint: key.getFingerprint().toUpperCase(),
    remove: () => bench.remove(),
  };
}
