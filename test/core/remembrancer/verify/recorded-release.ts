import { generateKey } from 'openpgp';

import { sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import { bytesContent, type Artifact } from '../../../../core/remembrancer/evidence/index.ts';
import { signDetached } from '../../../../core/remembrancer/evidence/openpgp/index.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  memoryStore,
  parseSignerKey,
  type MemoryStore,
} from '../../../../core/remembrancer/ledger/index.ts';
import type { Proof } from '../../../../core/remembrancer/proof/index.ts';
import { makeReceipt, type EvidenceFile } from '../../../../core/remembrancer/receipt/index.ts';
import type { TrustFile } from '../../../../core/remembrancer/trust/index.ts';

export const RECORDED_AT = new Date('2026-11-20T09:30:00Z');

/** A release with one artifact that was signed with OpenPGP and is on a ledger in memory. */
export interface RecordedRelease {
  readonly artifact: Artifact;
  readonly proof: Proof;
  readonly trust: TrustFile;
  readonly store: MemoryStore;
  /** The log's private key. */
  readonly signerKey: string;
}

/** Key and log are new for each call; `content` is the artifact's. */
export async function recordedRelease(
  content = 'the artifact',
  options: { name?: string; keyExpirationTime?: number } = {},
): Promise<RecordedRelease> {
  const { name = 'app.tar.gz', keyExpirationTime } = options;
  const bytes = utf8(content);
  const artifact = {
    subject: { name, sha256: sha256Hex(bytes), size: bytes.length },
    content: bytesContent(bytes),
  };
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ name: 'Release' }],
    date: new Date('2026-01-01T00:00:00Z'),
    format: 'armored',
    ...(keyExpirationTime !== undefined && { keyExpirationTime }),
  });
  const clock = (): Date => RECORDED_AT;
  const signed = await signDetached({ content: artifact.content, armoredKey: privateKey, clock });
  const evidence: EvidenceFile[] = [
    { layer: 'openpgp', n: 1, subject: name, content: utf8(signed.signature) },
    { layer: 'openpgp-key', n: 1, content: utf8(signed.publicKey) },
  ];
  const receipt = makeReceipt({
    id: 'release:v1.0.0',
    kind: 'release',
    component: 'app',
    version: '1.0.0',
    time: RECORDED_AT,
    subjects: [artifact.subject],
    evidence,
    missing: [{ layer: 'rfc3161', reason: 'unreachable', detail: 'The authority gave no answer.' }],
  });
  const key = generateLogKey('github.com/acme/app');
  const signer = parseSignerKey(key.signerKey);
  const store = memoryStore(emptyLedger(signer));
  const [appended] = await appendRecords(store, signer, [{ receipt, evidence }], { random: () => 0 });
  return {
    artifact,
    store,
    signerKey: key.signerKey,
    proof: {
      subject: artifact.subject,
      receipt: appended!.receipt,
      evidence,
      tlogProof: appended!.tlogProof,
    },
    trust: {
      v: 1,
      policy: `log ${key.verifierKey}\nquorum none\n`,
      openpgp: { fingerprints: [signed.fingerprint] },
      rfc3161: { roots: [], spkiPins: [] },
    },
  };
}
