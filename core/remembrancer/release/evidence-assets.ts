import type { EvidenceFile, EvidenceLayer } from '../receipt/index.ts';

/** A file to hand out beside an artifact. */
export interface ReleaseAsset {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The extensions that gpg, openssl and cosign users look for; keys are handed out elsewhere. */
export const ASSET_EXTENSIONS: Partial<Record<EvidenceLayer, string>> = {
  openpgp: 'asc',
  rfc3161: 'tsr',
  sigstore: 'sigstore.json',
};

/**
 * The evidence about the artifact `name`, as files to hand out beside it: `app.tar.gz.asc`, `app.tar.gz.tsr`, and
 * `app.tar.gz.2.tsr` for a second token.
 */
export const evidenceAssets = (name: string, evidence: readonly EvidenceFile[]): ReleaseAsset[] =>
  assetNames(name, evidence).map(({ asset, file: { content } }) => ({ name: asset, content }));

/** The names of the files of evidence about the artifact `name` that are handed out, in their order. */
export function assetNames<File extends Pick<EvidenceFile, 'layer' | 'subject'>>(
  name: string,
  evidence: readonly File[],
): { readonly asset: string; readonly file: File }[] {
  const count = new Map<EvidenceLayer, number>();
  return evidence.flatMap((file) => {
    const { layer, subject } = file;
    const extension = ASSET_EXTENSIONS[layer];
    if (extension === undefined || (subject !== undefined && subject !== name)) return [];
    const n = (count.get(layer) ?? 0) + 1;
    count.set(layer, n);
    return [{ asset: assetName(name, `${n === 1 ? '' : `${n}.`}${extension}`), file }];
  });
}

/** The file name of what goes beside the artifact `name`. */
export const assetName = (name: string, extension: string): string => `${assetStem(name)}.${extension}`;

/** `name` as a file is named. An image has slashes in its name, and a name is no path. */
export const assetStem = (name: string): string => name.replaceAll(/[/\\:]/gu, '_');
