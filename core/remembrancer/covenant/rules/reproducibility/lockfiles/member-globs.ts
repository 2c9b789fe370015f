import { type GlobSet, globSet } from '../../../../../common/glob-set.ts';
import { CannotTell } from './cannot-tell.ts';

/** Each pattern is held against each manifest. */
const MOST_PATTERNS = 200;

/** The globs by which the file at `path` names the members of its workspace. Throws `CannotTell` when there are too many patterns. */
export function memberGlobs(path: string, globs: readonly string[]): GlobSet {
  const set = globSet(globs);
  if (set.patterns <= MOST_PATTERNS) return set;
  throw new CannotTell(path, `${path} names its members by more than ${MOST_PATTERNS} patterns`);
}
