import { createHash } from 'node:crypto';
import { posix } from 'node:path';

import { isPlain } from '../../../context-of.ts';
import { inBatches } from '../../../tree/in-batches.ts';
import type { Tree } from '../../../tree/tree.ts';

/** What indexes are written in: of npm, of Helm, of PyPI, a provenance file beside a chart, a README. */
const INDEX = /\.(?:json|ya?ml|toml|md|html|xml|lock|properties|prov)$/i;
const MOST_BYTES = 8 * 1024 * 1024;
/** A digest in hex, or in base64 as `sha512-…` has it behind the hyphen. */
const DIGEST = /[A-Za-z0-9+/]{43,128}={0,2}/g;

/** An artifact by the forms that its digests are written in. */
export interface Digested {
  readonly path: string;
  readonly forms: readonly string[];
}

/** SHA-256, SHA-384 and SHA-512 of `bytes`, each in hex and in base64. */
export const digestForms = (bytes: Uint8Array): string[] =>
  ['sha256', 'sha384', 'sha512'].flatMap((algorithm) => {
    const digest = createHash(algorithm).update(bytes).digest();
    return [digest.toString('hex'), digest.toString('base64')];
  });

export interface WrittenDigests {
  /** The paths of the artifacts of which a text in the same folder has the digest. */
  readonly written: ReadonlySet<string>;
  /** An index that cannot be read, by its folder. */
  readonly unread: ReadonlyMap<string, string>;
}

/** Which of `artifacts` have their digest in a text of the same folder, as in an index of packages. */
export async function writtenDigests(tree: Tree, artifacts: readonly Digested[]): Promise<WrittenDigests> {
  const written = new Set<string>();
  const unread = new Map<string, string>();
  const folders = new Set(artifacts.map(({ path }) => posix.dirname(path)));
  const byDigest = new Map<string, string[]>();
  for (const { path, forms } of artifacts) {
    for (const form of forms) {
      const key = `${form} ${posix.dirname(path)}`;
      const same = byDigest.get(key);
      if (same === undefined) byDigest.set(key, [path]);
      else same.push(path);
    }
  }
  const indexes = tree.files.filter(
    (file) =>
      INDEX.test(file.path) &&
      isPlain(file) &&
      file.size <= MOST_BYTES &&
      folders.has(posix.dirname(file.path)),
  );
  for await (const [{ path: index }, bytes] of inBatches(tree, indexes)) {
    const folder = posix.dirname(index);
    if (bytes === undefined) {
      unread.set(folder, index);
      continue;
    }
    const digests = new Set(Buffer.from(bytes).toString('latin1').match(DIGEST));
    for (const digest of digests) {
      const same = byDigest.get(`${digest} ${folder}`) ?? byDigest.get(`${digest.toLowerCase()} ${folder}`);
      same?.forEach((path) => written.add(path));
    }
  }
  return { written, unread };
}
