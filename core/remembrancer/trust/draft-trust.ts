import { fromUtf8, sha256Hex } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import { evidencePath } from '../ledger/branch/branch-paths.ts';
import { parsePolicy, readLedger, type Ledger, type LedgerStore } from '../ledger/index.ts';
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
  const ledger = await readLedger(store);
  const { logs } = parsePolicy(ledger.policy);
  if (!logs.some(({ verifierKey }) => verifierKey === ledger.verifierKey)) {
    throw new VaultMeshError(
      'verification-failed',
      `The policy of the ledger ${ledger.checkpoint.origin} does not name the key that signs it; ask its owner.`,
    );
  }
  const openpgp = await draftOpenPgp(store, ledger, sources.openpgpFingerprints);
  const { sigstoreRoot } = sources;
  const identity = sigstoreRoot && (await draftIdentity(store, ledger, sigstoreRoot));
  return {
    v: 1,
    policy: ledger.policy,
    openpgp,
    rfc3161: { roots: sources.tsaRoots, spkiPins: [] },
    ...(sigstoreRoot && identity && { sigstore: { trustedRoot: sigstoreRoot, identity } }),
  };
}

async function draftOpenPgp(
  store: LedgerStore,
  ledger: Ledger,
  wanted: readonly string[],
): Promise<TrustFile['openpgp']> {
  const { readPublicKeys } = await import('../evidence/openpgp/read-public-keys.ts');
  const found = await readPublicKeys(await newestEvidence(store, ledger, 'openpgp-key'));
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
  store: LedgerStore,
  ledger: Ledger,
  trustedRoot: object,
): Promise<SigstoreIdentity | undefined> {
  const { bundleIdentity } = await import('../evidence/sigstore/bundle-identity.ts');
  for (const bundle of await newestEvidence(store, ledger, 'sigstore')) {
    const identity = bundleIdentity(bundle, trustedRoot);
    if (identity !== undefined) return identity;
  }
  return undefined;
}

/** Evidence of a layer as text, of the newest records first; what its receipt does not commit to is left out. */
async function newestEvidence(
  store: LedgerStore,
  { head, entries }: Ledger,
  layer: EvidenceLayer,
): Promise<string[]> {
  const newest = entries.slice(-NEWEST).toReversed();
  const wanted = newest.flatMap(({ index, receipt }) =>
    receipt.evidence
      .filter((digest) => digest.layer === layer)
      .map((digest) => ({ path: evidencePath(index, digest), sha256: digest.sha256 })),
  );
  const { files } = await store.read(
    wanted.map(({ path }) => path),
    head,
  );
  return wanted.flatMap(({ path, sha256 }) => {
    const content = files.get(path);
    return content !== undefined && sha256Hex(content) === sha256 ? [fromUtf8(content)] : [];
  });
}
