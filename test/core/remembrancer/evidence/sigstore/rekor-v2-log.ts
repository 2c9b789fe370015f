import { generateKeyPairSync, sign } from 'node:crypto';

import { concatBytes, sha256, toBase64, utf8 } from '../../../../../core/common/bytes.ts';
import { canonicalJson } from '../../../../../core/common/canonical-json.ts';
import { formatCheckpoint, leafHash, nodeHash } from '../../../../../core/remembrancer/ledger/index.ts';

/** A member of a bundle's `tlogEntries`, as JSON. */
export interface LogEntry {
  readonly logIndex: string;
  readonly logId: { readonly keyId: string };
  readonly kindVersion: { readonly kind: string; readonly version: string };
  integratedTime: string;
  readonly inclusionProof: {
    readonly logIndex: string;
    readonly rootHash: string;
    readonly treeSize: string;
    readonly hashes: string[];
    readonly checkpoint: { envelope: string };
  };
  readonly canonicalizedBody: string;
}

/** The parts of a bundle's JSON that a log entry is about, and those that are changed here. */
export interface LoggedBundle {
  readonly verificationMaterial: {
    readonly certificate: { readonly rawBytes: string };
    tlogEntries: readonly [LogEntry];
    timestampVerificationData?: object;
  };
  readonly dsseEnvelope: {
    readonly payloadType: string;
    readonly payload: string;
    readonly signatures: readonly [{ readonly sig: string }];
  };
}

/** A log as Rekor v2 keeps one: Ed25519, checkpoints by C2SP, entries without a signed time. */
export interface RekorV2Log {
  /** Its member of `tlogs` in a trusted root. */
  readonly trust: object;
  /** The entry of a bundle, between two others of the log; `digest` is that of what was signed. */
  entryOf(bundle: LoggedBundle, digest?: Uint8Array): LogEntry;
}

const ORIGIN = 'log2026.rekor.example';

export function rekorV2Log(): RekorV2Log {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const raw = spki.subarray(-32);
  // The id of a checkpoint key (C2SP signed-note), here not cut to four bytes.
  const keyId = sha256(concatBytes(utf8(`${ORIGIN}\n`), Uint8Array.of(1), raw));

  return {
    trust: {
      baseUrl: `https://${ORIGIN}`,
      hashAlgorithm: 'SHA2_256',
      publicKey: {
        rawBytes: toBase64(spki),
        keyDetails: 'PKIX_ED25519',
        validFor: { start: '2026-01-01T00:00:00Z' },
      },
      logId: { keyId: toBase64(keyId) },
    },
    entryOf: (bundle, digest = sha256(preAuthenticationEncoding(bundle))) => {
      const body = utf8(hashedRekord(bundle, digest));
      const [first, last] = [leafHash(utf8('before')), leafHash(utf8('after'))];
      const root = nodeHash(nodeHash(first, leafHash(body)), last);
      const text = formatCheckpoint({ origin: ORIGIN, size: 3, root });
      const signature = concatBytes(keyId.subarray(0, 4), sign(null, utf8(text), privateKey));
      return {
        logIndex: '1',
        logId: { keyId: toBase64(keyId) },
        kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
        integratedTime: '0',
        inclusionProof: {
          logIndex: '1',
          rootHash: toBase64(root),
          treeSize: '3',
          hashes: [toBase64(first), toBase64(last)],
          checkpoint: { envelope: `${text}\n\u2014 ${ORIGIN} ${toBase64(signature)}\n` },
        },
        canonicalizedBody: toBase64(body),
      };
    },
  };
}

/** What a DSSE signature is over (DSSE protocol, PAE). */
function preAuthenticationEncoding({ dsseEnvelope: { payloadType, payload } }: LoggedBundle): Uint8Array {
  const bytes = Buffer.from(payload, 'base64');
  return concatBytes(utf8(`DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} `), bytes);
}

/** HashedRekordLogEntryV002, the one kind of entry that Rekor v2 has (sigstore/rekor-tiles, CLIENTS.md). */
const hashedRekord = ({ verificationMaterial, dsseEnvelope }: LoggedBundle, digest: Uint8Array): string =>
  canonicalJson({
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: {
      hashedRekordV002: {
        data: { algorithm: 'SHA2_256', digest: toBase64(digest) },
        signature: {
          content: dsseEnvelope.signatures[0].sig,
          verifier: {
            keyDetails: 'PKIX_ECDSA_P256_SHA_256',
            x509Certificate: { rawBytes: verificationMaterial.certificate.rawBytes },
          },
        },
      },
    },
  });
