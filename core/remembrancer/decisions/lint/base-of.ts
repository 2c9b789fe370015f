import type { ReadDecision } from '../read-decision.ts';
import { seriesInFileName } from '../text/file-name.ts';

/**
 * Finds what a decision was before the change, since a file may be renamed: by its id, by its path, or, when nothing else is
 * at the path that it had, by its number.
 */
export function baseOf(
  base: readonly ReadDecision[],
  decisions: readonly ReadDecision[],
): (read: ReadDecision) => ReadDecision | undefined {
  const byId = new Map(base.map((each) => [each.decision.id, each]));
  const byPath = new Map(base.map((each) => [each.path, each]));
  const kept = new Set(decisions.map(({ path }) => path));
  const gone = new Map<string, ReadDecision[]>();
  for (const each of base) {
    const number = numberOf(each);
    if (number !== undefined && !kept.has(each.path)) gone.set(number, [...(gone.get(number) ?? []), each]);
  }
  const byNumber = (read: ReadDecision) => {
    const [only, ...others] = gone.get(numberOf(read) ?? '') ?? [];
    // An id is for life: with one before, and none or another now, it is another decision.
    return others.length === 0 && only?.decision.id === undefined ? only : undefined;
  };
  return (read) =>
    (read.decision.id === undefined ? undefined : byId.get(read.decision.id)) ??
    byPath.get(read.path) ??
    byNumber(read);
}

const numberOf = ({ decision: { number, slug } }: ReadDecision): string | undefined =>
  number === undefined ? undefined : `${seriesInFileName(slug)} ${number}`;
