import type { DecisionEdit } from '../edit/edit-decision.ts';
import { editDecision } from '../edit/edit-decision.ts';
import { type ReadDecision, readDecision } from '../read-decision.ts';
import { relateDecisions } from '../relations.ts';
import type { DecisionText } from '../text/decision-text.ts';
import { writeDecision } from '../write-decision.ts';
import { importDecision } from './import-decision.ts';
import { stableId } from './stable-id.ts';

/** A file of any dialect as MADR 4. */
export interface ImportedFile extends DecisionText {
  /** What was read. */
  readonly from: ReadDecision;
  /** The lines that have another form now, or that MADR 4 has no place for: they stand below `As imported`. */
  readonly kept: readonly string[];
}

/**
 * A whole folder as MADR 4, at the paths where the files are, so that links to them hold. Where an old decision said
 * that a newer one replaced or amended it, the newer one now says so: relations are written at one end only. A file that
 * is MADR 4 already keeps its bytes, but for such a relation and a missing id. Same files, same bytes.
 */
export function importDecisions(files: readonly DecisionText[]): ImportedFile[] {
  const reads = files.map(({ path, text }) => readDecision(path, text));
  const names = new Map(reads.map((read) => [read.path, nameAfter(read)]));
  const relations = Map.groupBy(otherEnds(reads), ({ from }) => from);
  return reads.map((from, n): ImportedFile => {
    const { path, decision } = from;
    const related = (relations.get(path) ?? []).map(({ type, to }): DecisionEdit => ({
      field: type,
      value: names.get(to) ?? to,
      isItem: true,
    }));
    const edits: DecisionEdit[] = hasId(from)
      ? related
      : [{ field: 'id', value: decision.id ?? stableId(from) }, ...related];
    const text = isMadr4(from) ? edited({ path, text: files[n]?.text ?? '' }, edits) : undefined;
    if (text !== undefined) return { path, text, from, kept: [] };
    const imported = importDecision(from, stableId(from));
    const whole = { path, text: writeDecision(imported.decision) };
    return { ...editDecision(whole, related), from, kept: imported.kept };
  });
}

/** Nothing of it would be read otherwise after it was written anew; keys that mean nothing to us stay. */
const isMadr4 = ({ dialect, findings }: ReadDecision): boolean =>
  dialect === 'madr-4' && findings.every(({ rule }) => rule === 'front-matter');

const hasId = ({ claims }: ReadDecision): boolean => claims.some(({ field }) => field === 'id');

/** What others call a decision by when it has been imported. */
const nameAfter = (read: ReadDecision): string =>
  read.decision.id ?? (isMadr4(read) && hasId(read) ? read.decision.slug : stableId(read));

/** The file with the edits in place, or `undefined` where its front matter has to be written anew for them. */
function edited(file: DecisionText, edits: readonly DecisionEdit[]): string | undefined {
  try {
    return editDecision(file, edits).text;
  } catch {
    return undefined;
  }
}

/** The relations that only the decision at their other end says. */
function otherEnds(reads: readonly ReadDecision[]) {
  const own = reads.map(({ path, decision }) => ({ path, decision }));
  const written = new Set(relateDecisions(own).relations.map((relation) => JSON.stringify(relation)));
  return relateDecisions(reads).relations.flatMap(({ type, from, to }) =>
    type === 'relates-to' || written.has(JSON.stringify({ type, from, to })) ? [] : [{ type, from, to }],
  );
}
