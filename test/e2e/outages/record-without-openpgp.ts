import { sha256Hex } from '../../../core/common/bytes.ts';
import { appendRecords } from '../../../core/remembrancer/ledger/index.ts';
import { makeReceipt } from '../../../core/remembrancer/receipt/index.ts';
import type { OutageWorld } from './outage-world.ts';
import { ARTIFACT, type ReleaseRepository, TAG } from './release-repository.ts';

/**
 * A record that owes an OpenPGP signature, and a draft of its release with the artifact. The Actions make no such
 * record, since a key that cannot sign stops them; a writer whose keys are elsewhere, in a service that was down, does.
 */
export async function recordWithoutOpenPgp(
  { maintainer: { octokit } }: OutageWorld,
  repository: ReleaseRepository,
): Promise<void> {
  const { name, store, signer } = repository;
  const receipt = makeReceipt({
    id: `release:${TAG}`,
    kind: 'release',
    component: 'app',
    version: '1.0.0',
    time: new Date(),
    subjects: [{ name: ARTIFACT.name, sha256: sha256Hex(ARTIFACT.content) }],
    evidence: [],
    missing: [{ layer: 'openpgp', reason: 'unreachable', detail: 'The key service gave no answer.' }],
  });
  await appendRecords(store, signer, [{ receipt, evidence: [] }], { random: Math.random });
  await octokit.repos.createRelease({ ...name, tag_name: TAG, draft: true });
  await repository.attach(ARTIFACT.name, ARTIFACT.content);
}
