import { utf8 } from '../../common/bytes.ts';
import { VaultMeshError } from '../../common/error.ts';
import type { EvidenceFile, EvidenceLayer } from '../receipt/index.ts';
import { ASSET_EXTENSIONS, assetName, type ReleaseAsset } from './evidence-assets.ts';

const PUBLIC_KEY = utf8('-----BEGIN PGP PUBLIC KEY BLOCK-----');

/**
 * The way back from `evidenceAssets`: files named after one of the artifacts `subjects`, such as `app.tar.gz.asc`,
 * `app.tar.gz.2.tsr` or `app.tar.gz.sigstore.json`, and armored public keys under any name in `.asc`. Throws `usage`
 * that names the file for one that is neither.
 */
export function evidenceOfAssets(
  assets: readonly ReleaseAsset[],
  subjects: readonly string[],
): EvidenceFile[] {
  const count = new Map<EvidenceLayer, number>();
  return assets.map(({ name, content }) => {
    const found = isPublicKey(name, content) ? { layer: 'openpgp-key' as const } : readName(name, subjects);
    if (found === undefined) {
      const examples = Object.values(ASSET_EXTENSIONS).map((extension) =>
        assetName(subjects[0] ?? 'ARTIFACT', extension),
      );
      throw new VaultMeshError(
        'usage',
        `${name} is not named as evidence of an artifact of the record; such names are ${examples.join(', ')}.`,
      );
    }
    const n = (count.get(found.layer) ?? 0) + 1;
    count.set(found.layer, n);
    return { ...found, n, content };
  });
}

function readName(
  name: string,
  subjects: readonly string[],
): { layer: EvidenceLayer; subject: string } | undefined {
  // Of two artifacts whose names begin alike the longer one is meant.
  for (const subject of subjects.toSorted((a, b) => b.length - a.length)) {
    for (const [layer, extension] of Object.entries(ASSET_EXTENSIONS)) {
      const [start, end] = [assetName(subject, ''), extension];
      const between =
        name.startsWith(start) && name.endsWith(end) ? name.slice(start.length, -end.length) : '-';
      if (/^(?:[1-9]\d*\.)?$/u.test(between)) return { layer: layer as EvidenceLayer, subject };
    }
  }
  return undefined;
}

const isPublicKey = (name: string, content: Uint8Array): boolean =>
  name.endsWith('.asc') && PUBLIC_KEY.every((byte, i) => content[i] === byte);
