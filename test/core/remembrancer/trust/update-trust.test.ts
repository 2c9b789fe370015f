import { describe, expect, it } from '@jest/globals';

import {
  appendRecords,
  beginRotation,
  emptyLedger,
  endRotation,
  generateLogKey,
  memoryStore,
  parsePolicy,
  parseSignerKey,
} from '../../../../core/remembrancer/ledger/index.ts';
import { makeReceipt } from '../../../../core/remembrancer/receipt/index.ts';
import {
  anchorsOf,
  formatTrustFile,
  parseTrustFile,
  updateTrust,
  type TrustFile,
} from '../../../../core/remembrancer/trust/index.ts';
import { verifyArtifact } from '../../../../core/remembrancer/verify/index.ts';
import { sampleRecord } from '../ledger/sample-records.ts';
import { recordedRelease, RECORDED_AT } from '../verify/recorded-release.ts';

const options = { random: () => 0, clock: () => RECORDED_AT };
const logsOf = ({ policy }: TrustFile): string[] =>
  parsePolicy(policy).logs.map(({ verifierKey }) => verifierKey);

describe('a trust file from before a key was replaced', () => {
  it('is offered the new key, keeps the old one, and goes on to verify old and new proofs', async () => {
    const { store, signerKey, trust, artifact, proof } = await recordedRelease();
    const next = generateLogKey('github.com/acme/app');
    const both = parseSignerKey(`${next.signerKey}\n${signerKey}`);
    await beginRotation(store, both, options);
    await endRotation(store, both, options);
    await appendRecords(store, parseSignerKey(next.signerKey), [sampleRecord('release:2')], options);

    const update = await updateTrust(trust, store);
    expect(update.added).toMatchObject([
      { verifierKey: next.verifierKey, previous: both.previous!.verifierKey, index: 1 },
    ]);
    expect(update.retired).toMatchObject([{ verifierKey: both.previous!.verifierKey, index: 2 }]);
    expect(logsOf(update.trust)).toEqual([next.verifierKey, ...logsOf(trust)]);
    const verify = async (using: TrustFile): Promise<string> =>
      (await verifyArtifact({ artifact, proof, trust: using, clock: () => RECORDED_AT })).verdict;
    expect([await verify(trust), await verify(update.trust)]).toEqual(['valid', 'valid']);

    expect(await updateTrust(update.trust, store)).toEqual({ trust: update.trust, added: [], retired: [] });
    expect(parseTrustFile(formatTrustFile(update.trust))).toEqual(update.trust);
    expect((await anchorsOf(update.trust)).map(({ name }) => name)).toContain(
      'github.com/acme/app, retired: for its first 3 entries alone',
    );
  });

  it('believes a retired key no more than its log does: what a thief signs with it alone is untrusted', async () => {
    const { store, signerKey, trust, artifact, proof } = await recordedRelease();
    const next = generateLogKey('github.com/acme/app');
    const both = parseSignerKey(`${next.signerKey}\n${signerKey}`);
    await beginRotation(store, both, options);
    await endRotation(store, both, options);
    const { trust: updated } = await updateTrust(trust, store);
    expect(updated.retiredLogKeys).toEqual([{ verifierKey: both.previous!.verifierKey, index: 2 }]);

    const thief = parseSignerKey(signerKey);
    const forgery = memoryStore(emptyLedger(thief));
    const before = Array.from({ length: 3 }, (_, n) => sampleRecord(`release:${n}`));
    await appendRecords(forgery, thief, before, options);
    const { subject, evidence } = proof;
    const receipt = makeReceipt({
      ...{ id: 'release:forged', kind: 'release', component: 'app', version: '6.6.6', time: RECORDED_AT },
      ...{ subjects: [subject], evidence, missing: [] },
    });
    const [forged] = await appendRecords(forgery, thief, [{ receipt, evidence }], options);
    const inclusionBy = async (using: TrustFile): Promise<unknown> => {
      const { receipt: bytes, tlogProof } = forged!;
      const made = { subject, evidence, receipt: bytes, tlogProof };
      const verdict = await verifyArtifact({ artifact, proof: made, trust: using, clock: () => RECORDED_AT });
      return verdict.layers.find(({ layer }) => layer === 'inclusion');
    };
    expect(await inclusionBy(trust)).toMatchObject({ status: 'valid' });
    expect(await inclusionBy(updated)).toMatchObject({
      status: 'untrusted',
      reason: 'unknown-signer',
      detail: expect.stringContaining('a key that its log retired before'),
    });
  });

  it('does not follow a key by itself: a checkpoint of the new key alone is untrusted', async () => {
    const { store, signerKey, trust, artifact, proof } = await recordedRelease();
    const next = generateLogKey('github.com/acme/app');
    const both = parseSignerKey(`${next.signerKey}\n${signerKey}`);
    await beginRotation(store, both, options);
    await endRotation(store, both, options);
    await appendRecords(store, parseSignerKey(next.signerKey), [sampleRecord('release:2')], options);
    const { refreshProof } = await import('../../../../core/remembrancer/proof/index.ts');
    const { parseVerifierKey } = await import('../../../../core/remembrancer/ledger/index.ts');
    const refreshed = await refreshProof(proof, store, {
      logs: [parseVerifierKey(next.verifierKey)],
      trust: trust.rfc3161,
      clock: () => RECORDED_AT,
    });
    const verdict = await verifyArtifact({ artifact, proof: refreshed, trust, clock: () => RECORDED_AT });
    expect(verdict.verdict).toBe('incomplete');
    expect(verdict.layers).toContainEqual(
      expect.objectContaining({ layer: 'inclusion', status: 'untrusted', reason: 'unknown-signer' }),
    );
  });

  it('is offered nothing by a ledger that its key never led to', async () => {
    const { trust } = await recordedRelease();
    const forged = memoryStore(emptyLedger(parseSignerKey(generateLogKey('github.com/acme/app').signerKey)));
    await expect(updateTrust(trust, forged)).rejects.toMatchObject({ code: 'verification-failed' });
    const other = memoryStore(emptyLedger(parseSignerKey(generateLogKey('github.com/acme/other').signerKey)));
    await expect(updateTrust(trust, other)).rejects.toThrow('names no key of the log github.com/acme/other');
  });
});
