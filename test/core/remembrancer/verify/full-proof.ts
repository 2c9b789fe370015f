import { randomBytes } from 'node:crypto';

import { generateKey } from 'openpgp';

import { fromHex, sha256, sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import { systemClock } from '../../../../core/common/clock.ts';
import { bytesContent, type Artifact } from '../../../../core/remembrancer/evidence/index.ts';
import { signDetached } from '../../../../core/remembrancer/evidence/openpgp/index.ts';
import { requestTimestamp } from '../../../../core/remembrancer/evidence/rfc3161/index.ts';
import { provenanceStatement } from '../../../../core/remembrancer/evidence/sigstore/provenance-statement.ts';
import { signStatement } from '../../../../core/remembrancer/evidence/sigstore/sign-statement.ts';
import {
  appendLateEvidence,
  appendRecords,
  checkpointTimestampPath,
  cosign,
  emptyLedger,
  FILES,
  generateLogKey,
  generateWitnessKey,
  type LedgerStore,
  memoryStore,
  type NoteVerifier,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
  publishedCheckpoint,
  readHead,
} from '../../../../core/remembrancer/ledger/index.ts';
import { type Proof, refreshProof } from '../../../../core/remembrancer/proof/index.ts';
import { type EvidenceFile, makeReceipt } from '../../../../core/remembrancer/receipt/index.ts';
import type { TrustFile } from '../../../../core/remembrancer/trust/index.ts';
import type { Services } from '../../../../sandbox/services/index.ts';
import { RUN, tokenOf } from '../evidence/sigstore/workflow-run.ts';

/** A release of which every layer is valid under `trust`. */
export interface FullRelease {
  readonly artifact: Artifact;
  readonly content: Uint8Array;
  readonly proof: Proof;
  readonly trust: TrustFile;
  readonly store: LedgerStore;
  /** The armored private key of the signature. */
  readonly openpgpKey: string;
}

/** A ledger with a witness, which releases are recorded on. */
export interface FullLedger {
  /** Records a release with a signature and a bundle, and as late evidence its tokens; then the checkpoint's token. */
  release(content: string): Promise<FullRelease>;
}

/** Ledger, witness and OpenPGP key are new for each call; evidence comes from the local `services`. */
export async function fullLedger(
  services: Services,
  key: { keyExpirationTime?: number } = {},
): Promise<FullLedger> {
  const log = generateLogKey('github.com/acme/app');
  const witness = generateWitnessKey('witness.example');
  const signer = parseSignerKey(log.signerKey);
  const logs = [parseVerifierKey(log.verifierKey)];
  const store = memoryStore(emptyLedger(signer));
  const { privateKey: armoredKey } = await generateKey({
    userIDs: [{ name: 'Release' }],
    type: 'ecc',
    curve: 'ed25519Legacy',
    ...key,
  });
  return {
    release: async (text) => {
      const content = utf8(text);
      const subject = { name: `${text}.tar.gz`, sha256: sha256Hex(content), size: content.length };
      const artifact = { subject, content: bytesContent(content) };
      const signed = await signDetached({ content: artifact.content, armoredKey, clock: systemClock });
      const bundle = await signStatement({
        statement: provenanceStatement([subject], RUN),
        identityToken: await tokenOf(services),
        fulcioUrl: services.fulcioUrl,
        rekorUrl: services.rekorUrl,
        tsaUrl: services.tsaUrl,
        timeoutMs: 10_000,
      });
      const evidence: EvidenceFile[] = [
        { layer: 'openpgp', n: 1, subject: subject.name, content: utf8(signed.signature) },
        { layer: 'openpgp-key', n: 1, content: utf8(signed.publicKey) },
        { layer: 'sigstore', n: 1, content: utf8(bundle) },
      ];
      const receipt = makeReceipt({
        id: `release:${text}`,
        kind: 'release',
        component: 'app',
        version: text,
        time: new Date(),
        subjects: [subject],
        evidence,
        missing: [{ layer: 'rfc3161', reason: 'unreachable', detail: 'The authority gave no answer.' }],
      });
      const [appended] = await appendRecords(store, signer, [{ receipt, evidence }], { random: () => 0 });
      const { index, receipt: bytes, tlogProof } = appended!;
      const token = await tokenOver(fromHex(subject.sha256)!, services);
      await appendLateEvidence(
        store,
        signer,
        index,
        [{ layer: 'rfc3161', n: 1, subject: subject.name, content: token }],
        { clock: systemClock, random: () => 0 },
      );
      await cosignAndStamp(store, logs, witness.signerKey, services);
      const trust = trustIn(services, log, witness, signed.fingerprint);
      const first = { subject, receipt: bytes, evidence, tlogProof };
      const proof = await refreshProof(first, store, { logs, trust: trust.rfc3161, clock: systemClock });
      return { artifact, content, proof, trust, store, openpgpKey: armoredKey };
    },
  };
}

const tokenOver = (digest: Uint8Array, { tsaUrl }: Services): Promise<Uint8Array> =>
  requestTimestamp({ url: tsaUrl, digest, fetch, timeoutMs: 10_000, randomBytes });

/** What a witness and the writer add to the head of the branch. */
async function cosignAndStamp(
  store: LedgerStore,
  logs: readonly NoteVerifier[],
  witnessKey: string,
  services: Services,
): Promise<void> {
  const { head, note, checkpoint } = await readHead(store, logs);
  const cosigned = cosign(note, parseWitnessKey(witnessKey), systemClock);
  const token = await tokenOver(sha256(utf8(publishedCheckpoint(note, logs))), services);
  const additions = new Map([
    [FILES.checkpoint, utf8(cosigned)],
    [checkpointTimestampPath(checkpoint.size), token],
  ]);
  await store.commit(head, { message: 'witness and token', additions, deletions: [] });
}

const trustIn = (
  services: Services,
  log: { verifierKey: string },
  witness: { verifierKey: string },
  fingerprint: string,
): TrustFile => ({
  v: 1,
  policy: `log ${log.verifierKey}\nwitness w ${witness.verifierKey}\nquorum w\n`,
  openpgp: { fingerprints: [fingerprint] },
  rfc3161: { roots: [services.tsaRoot], spkiPins: [] },
  sigstore: {
    trustedRoot: services.trustedRoot,
    identity: { issuer: services.oidc.issuer, repository: 'https://github.com/acme/app' },
  },
});
