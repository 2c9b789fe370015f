import { concatBytes, utf8 } from '../../core/common/bytes.ts';
import { parsePolicy, parseTlogProof, publishedCheckpoint } from '../../core/remembrancer/ledger/index.ts';
import type { Proof } from '../../core/remembrancer/proof/index.ts';
import { entryOf, parseReceipt } from '../../core/remembrancer/receipt/index.ts';
import { assetName, evidenceAssets, type ReleaseAsset } from '../../core/remembrancer/release/index.ts';
import type { TrustFile } from '../../core/remembrancer/trust/index.ts';
import { TLOG_CLIENT } from './tlog-client.ts';

/** The files by which other tools check a proof, each under what it is. */
export interface ExportedFiles {
  readonly receipt: ReleaseAsset;
  readonly entry: ReleaseAsset;
  readonly tlogProof: ReleaseAsset;
  readonly tlogClient: ReleaseAsset;
  readonly signatures: readonly ReleaseAsset[];
  /** All public keys that the proof carries, in one file. */
  readonly signer: ReleaseAsset;
  readonly bundles: readonly ReleaseAsset[];
  readonly tokens: readonly ReleaseAsset[];
  readonly checkpointTokens: readonly ReleaseAsset[];
  /** The bytes that these are over, where there are any. */
  readonly checkpoint: ReleaseAsset | undefined;
  /** Of the trust file: PEM of the time-stamping roots, and Sigstore's trusted root. */
  readonly tsaRoots: ReleaseAsset;
  readonly sigstoreRoot: ReleaseAsset | undefined;
}

/** What a proof and a trust file hold, as files. Throws `verification-failed` for a receipt that cannot be read. */
export function exportedFiles(proof: Proof, trust: TrustFile): ExportedFiles {
  const { name } = proof.subject;
  const file = (extension: string, content: Uint8Array): ReleaseAsset => ({
    name: assetName(name, extension),
    content,
  });
  const evidence = [proof, ...(proof.later ?? [])].flatMap((part) => part.evidence);
  const of = (...layers: string[]): typeof evidence => evidence.filter(({ layer }) => layers.includes(layer));
  const keys = of('openpgp-key').flatMap(({ content }) => [content, utf8('\n')]);
  return {
    receipt: file('receipt.json', proof.receipt),
    entry: file('entry', entryOf(parseReceipt(proof.receipt, 'The receipt in the proof'))),
    tlogProof: file('tlog-proof', utf8(proof.tlogProof)),
    tlogClient: { name: 'tlog-client.go', content: utf8(TLOG_CLIENT) },
    signatures: evidenceAssets(name, of('openpgp')),
    signer: file('signer.asc', concatBytes(...keys, ...(trust.openpgp.keys ?? []).map(utf8))),
    bundles: evidenceAssets(name, of('sigstore')),
    tokens: evidenceAssets(name, of('rfc3161')),
    ...checkpointFiles(proof, trust, file),
    tsaRoots: { name: 'tsa-roots.pem', content: utf8(`${trust.rfc3161.roots.join('\n')}\n`) },
    sigstoreRoot: trust.sigstore && {
      name: 'trusted_root.json',
      content: utf8(JSON.stringify(trust.sigstore.trustedRoot)),
    },
  };
}

function checkpointFiles(
  { checkpointTimestamps = [], timestampedProof, tlogProof }: Proof,
  trust: TrustFile,
  file: (extension: string, content: Uint8Array) => ReleaseAsset,
): Pick<ExportedFiles, 'checkpoint' | 'checkpointTokens'> {
  if (checkpointTimestamps.length === 0) return { checkpoint: undefined, checkpointTokens: [] };
  const { checkpoint } = parseTlogProof(timestampedProof ?? tlogProof);
  const published = publishedCheckpoint(checkpoint, parsePolicy(trust.policy).logs);
  return {
    checkpoint: file('checkpoint', utf8(published)),
    checkpointTokens: checkpointTimestamps.map((token, i) =>
      file(`checkpoint.${i === 0 ? '' : `${i + 1}.`}tsr`, token),
    ),
  };
}
