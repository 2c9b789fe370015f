import { fromUtf8, sha256Hex } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import {
  evidencePath,
  type LedgerEntry,
  type LedgerHead,
  type LedgerStore,
  parsePolicy,
  readEntries,
  readHead,
  readPolicy,
} from '../ledger/index.ts';
import type { EvidenceLayer } from '../receipt/index.ts';
import type { SigstoreIdentity, TrustFile } from './trust-file.ts';

/** What a verifier brings to a trust file; none of it can come from the ledger that is to be trusted. */
export interface TrustSources {
  /** PEM certificates of time-stamping roots. */
  readonly tsaRoots: readonly string[];
  /** The `trusted_root.json` of a Sigstore instance. */
  readonly sigstoreRoot?: object;
  /** Fingerprints of OpenPGP keys, hex; without one, the keys that the newest records were signed with. */
  readonly openpgpFingerprints: readonly string[];
}

/** How many of the newest records are looked at for keys and identities. */
const NEWEST = 32;

/**
 * A trust file for the ledger in `store`: its keys and identities are those that the ledger itself names, so a person
 * must confirm each (`anchorsOf`) before it is used. Throws `not-found` without a ledger, `verification-failed` when
 * the branch does not agree with itself.
 */
export async function draftTrust(store: LedgerStore, sources: TrustSources): Promise<TrustFile> {
  const ledger = await readHead(store);
  const policy = await readPolicy(store, ledger);
  const { logs } = parsePolicy(policy);
  if (!logs.some(({ verifierKey }) => verifierKey === ledger.verifier.verifierKey)) {
    throw new VaultMeshError(
      'verification-failed',
      `The policy of the ledger ${ledger.checkpoint.origin} does not name the key that signs it; ask its owner.`,
    );
  }
  const newest = await newestRecords(store, ledger);
  const openpgp = await draftOpenPgp(newest, sources.openpgpFingerprints);
  const { sigstoreRoot } = sources;
  const identity = sigstoreRoot && (await draftIdentity(newest, sigstoreRoot));
  return {
    v: 1,
    policy,
    openpgp,
    rfc3161: { roots: sources.tsaRoots, spkiPins: [] },
    ...(sigstoreRoot && identity && { sigstore: { trustedRoot: sigstoreRoot, identity } }),
  };
}

async function draftOpenPgp(newest: NewestRecords, wanted: readonly string[]): Promise<TrustFile['openpgp']> {
  const { readPublicKeys } = await import('../evidence/openpgp/read-public-keys.ts');
  const found = await readPublicKeys(await newest.evidence('openpgp-key'));
  const keys = found.map((key) => ({
    fingerprint: key.getFingerprint().toUpperCase(),
    armored: key.armor(),
  }));
  const fingerprints =
    wanted.length > 0
      ? wanted.map((text) => text.replaceAll(/\s/g, '').toUpperCase())
      : keys.map(({ fingerprint }) => fingerprint);
  return {
    fingerprints,
    keys: keys.filter(({ fingerprint }) => fingerprints.includes(fingerprint)).map(({ armored }) => armored),
  };
}

async function draftIdentity(
  newest: NewestRecords,
  trustedRoot: object,
): Promise<SigstoreIdentity | undefined> {
  const { bundleIdentity } = await import('../evidence/sigstore/bundle-identity.ts');
  for (const bundle of await newest.evidence('sigstore')) {
    const identity = bundleIdentity(bundle, trustedRoot);
    if (identity !== undefined) return identity;
  }
  return undefined;
}

interface NewestRecords {
  /** Evidence of a layer as text, of the newest records first; what its receipt does not commit to is left out. */
  evidence(layer: EvidenceLayer): Promise<string[]>;
}

async function newestRecords(store: LedgerStore, ledger: LedgerHead): Promise<NewestRecords> {
  const from = Math.max(0, ledger.checkpoint.size - NEWEST);
  const newest: LedgerEntry[] = [];
  for await (const entries of readEntries(store, ledger, { from, newestFirst: true }))
    newest.push(...entries);
  return {
    evidence: async (layer) => {
      const wanted = newest.flatMap(({ index, receipt }) =>
        receipt.evidence
          .filter((digest) => digest.layer === layer)
          .map((digest) => ({ path: evidencePath(index, digest), sha256: digest.sha256 })),
      );
      const paths = wanted.map(({ path }) => path);
      const { files } = await store.read(paths, ledger.head);
      return wanted.flatMap(({ path, sha256 }) => {
        const content = files.get(path);
        return content !== undefined && sha256Hex(content) === sha256 ? [fromUtf8(content)] : [];
      });
    },
  };
}
