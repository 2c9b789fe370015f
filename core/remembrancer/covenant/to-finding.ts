import { sha256Hex } from '../../common/sha256.ts';
import { shortened } from '../../common/shortened.ts';
import type { Finding, PlacedFix, Region } from './covenant-result.ts';
import type { FileText } from './file-text.ts';
import type { Fix, Found, Range } from './found.ts';
import type { Level, Rule } from './rule.ts';

/** How often a rule said the same of a path so far. */
export type Occurrences = Map<string, number>;

/** What a message or a remedy may have, in characters: names out of a file there can be of any length. */
const MOST_CHARACTERS = 1500;

/** What `rule` found, with its place in lines and columns of `file` and its fingerprint. */
export function toFinding(
  { range, fix, ...found }: Found,
  rule: Rule,
  level: Level,
  file: FileText | undefined,
  occurrences: Occurrences,
): Finding {
  const { id, title, severity } = rule;
  const message = bounded(found.message);
  const same = [id, found.path ?? '', message].join('\n');
  const occurrence = (occurrences.get(same) ?? 0) + 1;
  occurrences.set(same, occurrence);
  return {
    ...found,
    ...{ message, remedy: bounded(found.remedy), rule: id, title, level, severity },
    ...(range && file && regionOf(range, file)),
    ...(fix && file?.isPlainUtf8 === true && { fix: placed(fix, file) }),
    fingerprint: sha256Hex(`${same}\n${occurrence}`),
  };
}

/** A long text is not taken apart into its characters as a whole. */
const bounded = (text: string): string => shortened(text.slice(0, 2 * MOST_CHARACTERS + 2), MOST_CHARACTERS);

function regionOf({ start, end }: Range, file: FileText): Region {
  const from = file.positionOf(start);
  const to = file.positionOf(end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

const placed = (fix: Fix, file: FileText): PlacedFix => ({
  ...fix,
  sha256: file.sha256,
  edits: fix.edits
    .toSorted((a, b) => a.start - b.start)
    .map((edit) => ({ ...edit, ...regionOf(edit, file) })),
});
