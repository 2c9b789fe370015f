import type { Edit } from '../found.ts';

/**
 * `text` with the edits made, of which each counts by the text as it was. An edit that overlaps one before it is left
 * out: what it mends is found again by the next check.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of edits.toSorted(
    (a, b) => a.start - b.start || a.end - b.end,
  )) {
    if (start < at) continue;
    parts.push(text.slice(at, start), replacement);
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}
