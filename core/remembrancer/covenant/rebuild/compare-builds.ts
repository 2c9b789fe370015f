import { compareTexts } from '../../../common/compare-texts.ts';
import type { BuiltFile } from './built-file.ts';

/** What is not the same in two builds: a file that one of them did not make, or one that both made in another way. */
export interface BuildDifference {
  readonly path: string;
  /** Absent where the build did not make it. */
  readonly first?: BuiltFile;
  readonly second?: BuiltFile;
}

/** All that differs between two builds, by path. */
export function compareBuilds(first: readonly BuiltFile[], second: readonly BuiltFile[]): BuildDifference[] {
  const others = new Map(second.map((file) => [file.path, file]));
  const known = new Set(first.map(({ path }) => path));
  return [
    ...first.flatMap((file): BuildDifference[] => {
      const other = others.get(file.path);
      if (other === undefined) return [{ path: file.path, first: file }];
      return isSame(file, other) ? [] : [{ path: file.path, first: file, second: other }];
    }),
    ...second.filter(({ path }) => !known.has(path)).map((file) => ({ path: file.path, second: file })),
  ].sort((a, b) => compareTexts(a.path, b.path));
}

const isSame = (a: BuiltFile, b: BuiltFile): boolean =>
  a.sha256 === b.sha256 && a.size === b.size && a.mode === b.mode;
