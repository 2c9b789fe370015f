import { beforeAll, describe, expect, it } from '@jest/globals';
import { generateKey } from 'openpgp';

import { utf8 } from '../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  generateWitnessKey,
  memoryStore,
  parseSignerKey,
  type MemoryStore,
} from '../../../../core/remembrancer/ledger/index.ts';
import { makeReceipt, type EvidenceFile } from '../../../../core/remembrancer/receipt/index.ts';
import { anchorsOf, draftTrust } from '../../../../core/remembrancer/trust/index.ts';

const { signerKey, verifierKey } = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(signerKey);
const nothing = { tsaRoots: [], openpgpFingerprints: [] };

let publicKey: string;
let fingerprint: string;

beforeAll(async () => {
  const made = await generateKey({
    userIDs: [{ name: 'acme releases' }],
    type: 'ecc',
    curve: 'ed25519Legacy',
    format: 'object',
  });
  publicKey = made.publicKey.armor();
  fingerprint = made.publicKey.getFingerprint().toUpperCase();
});

async function ledgerWith(evidence: EvidenceFile[]): Promise<MemoryStore> {
  const store = memoryStore(emptyLedger(signer));
  const receipt = makeReceipt({
    id: 'release:v1',
    kind: 'release',
    component: 'app',
    version: '1',
    time: new Date('2026-11-20T09:30:00Z'),
    subjects: [{ name: 'app.tar.gz', sha256: 'ab'.repeat(32) }],
    evidence,
    missing: [],
  });
  await appendRecords(store, signer, [{ receipt, evidence }], { random: () => 0 });
  return store;
}

const keyFile = (): EvidenceFile => ({ layer: 'openpgp-key', n: 1, content: utf8(publicKey) });

describe('drafting a trust file', () => {
  it('takes the log key and the OpenPGP key that the ledger names, for a person to confirm', async () => {
    const trust = await draftTrust(await ledgerWith([keyFile()]), nothing);
    expect(trust.openpgp.fingerprints).toEqual([fingerprint]);
    expect(await anchorsOf(trust)).toEqual([
      { kind: 'log', name: 'github.com/acme/app', fingerprint: verifierKey },
      { kind: 'quorum', name: 'which witnesses must cosign', fingerprint: 'quorum none' },
      { kind: 'openpgp', name: 'acme releases', fingerprint },
    ]);
  });

  it('shows who must cosign as well as who can', async () => {
    const trust = await draftTrust(await ledgerWith([keyFile()]), nothing);
    const { verifierKey: witness } = generateWitnessKey('witness.example');
    const policy = `${trust.policy.replace('quorum none', '')}witness w ${witness}\ngroup both all w\nquorum both\n`;
    const rules = (await anchorsOf({ ...trust, policy })).filter(({ kind }) => kind === 'quorum');
    expect(rules.map((anchor) => anchor.fingerprint)).toEqual(['group both all w', 'quorum both']);
  });

  it('takes only the fingerprints that were given, however they are written', async () => {
    const store = await ledgerWith([keyFile()]);
    const other = 'ab'.repeat(20);
    const trust = await draftTrust(store, {
      ...nothing,
      openpgpFingerprints: [other.replace(/(.{4})/g, '$1 ')],
    });
    expect(trust.openpgp).toEqual({ fingerprints: [other.toUpperCase()], keys: [] });
  });

  it('trusts no key when no record was signed', async () => {
    const trust = await draftTrust(await ledgerWith([]), nothing);
    expect(trust.openpgp.fingerprints).toEqual([]);
  });

  it('does not take a key that was put on the branch beside the record', async () => {
    const store = await ledgerWith([keyFile()]);
    const { head } = await store.read([]);
    const path = 'evidence/000/0/openpgp-key-1.asc';
    const stranger = await generateKey({
      userIDs: [{ name: 'mallory' }],
      type: 'ecc',
      curve: 'ed25519Legacy',
    });
    await store.commit(head, {
      message: 'planted',
      additions: new Map([[path, utf8(stranger.publicKey)]]),
      deletions: [],
    });
    expect((await draftTrust(store, nothing)).openpgp.fingerprints).toEqual([]);
  });

  it('refuses a branch whose policy names another key than the one that signs', async () => {
    const store = await ledgerWith([]);
    const { head } = await store.read([]);
    const other = generateLogKey('github.com/acme/app').verifierKey;
    const additions = new Map([['policy', utf8(`log ${other}\nquorum none\n`)]]);
    await store.commit(head, { message: 'planted', additions, deletions: [] });
    await expect(draftTrust(store, nothing)).rejects.toMatchObject({ code: 'verification-failed' });
  });

  it('is not possible without a ledger', async () => {
    await expect(draftTrust(memoryStore(), nothing)).rejects.toMatchObject({ code: 'not-found' });
  });
});
