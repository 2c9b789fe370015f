import { VaultMeshError } from '../../common/error.ts';
import { assetStem } from './evidence-assets.ts';

/** What goes beside an artifact is named after it with one of these; the number is that of a second file of its kind. */
const SUFFIX = /\.(?:(?:\d+\.)?(?:asc|tsr|sigstore\.json)|vmproof)$/u;
/** `app.2.tsr` is the second token of `app` and the first of `app.2`; there is no `app.1.tsr` of `app`. */
const NUMBER = /\.(?:[2-9]|[1-9]\d+)$/u;

/**
 * Throws `usage` for two artifacts of one record of which one, or what goes beside it, would take the place of the other,
 * in a folder or among the assets of a release: `app` and `app.asc`, `app` and `app.2`, `a/b` and `a_b`.
 */
export function refuseCollisions(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const file = fileOf(name);
    const earlier = seen.get(file);
    if (earlier !== undefined) throw collision(earlier, name);
    seen.set(file, name);
  }
  for (const [file, name] of seen) {
    for (const ending of [SUFFIX, NUMBER]) {
      const other = ending.test(file) ? seen.get(file.replace(ending, '')) : undefined;
      if (other !== undefined) throw collision(other, name);
    }
  }
}

/** Names that this maps alike are one file to some file system, or to GitHub, which puts a dot for what it does not take. */
const fileOf = (name: string): string =>
  assetStem(name)
    .replaceAll(/[^\w.-]+/gu, '.')
    .toLowerCase();

const collision = (one: string, other: string): VaultMeshError =>
  new VaultMeshError(
    'usage',
    `${one} and ${other} cannot be in one record: files beside them (signatures, timestamps, proofs) would have one name; rename one, or record them apart.`,
  );
