import { isDecisionId } from '../../../../decisions/decision-id.ts';
import { indexDecisions, type ReadDecision } from '../../../../decisions/index.ts';
import type { FileText } from '../../../file-text.ts';
import type { DecisionTree } from '../decisions/decision-tree.ts';

/**
 * The decisions that a change names, by path: those that it adds, whose status or `affects` it changes or, while they are
 * open, whose words; and those of the tree that its texts name by number (`ADR-0007`), id, slug or file. An old decision
 * that is moved or laid out anew decides nothing.
 */
export function namedDecisions(
  before: DecisionTree,
  { decisions, files }: DecisionTree,
  texts: readonly string[],
): ReadDecision[] {
  const index = indexDecisions(decisions);
  const told = new Set(texts.flatMap(referencesIn).flatMap(index));
  const earlier = new Map(before.decisions.map((read) => [read.path, read.decision]));
  const known = new Set([...before.files.values()].map(wordsOf));
  return decisions.filter((read) => {
    if (told.has(read)) return true;
    const [was, { status, affects }] = [earlier.get(read.path), read.decision];
    const file = files.get(read.path);
    if (file && known.has(wordsOf(file))) return false;
    return was?.status !== status || was.affects.join('\n') !== affects.join('\n') || OPEN.has(status);
  });
}

const OPEN: ReadonlySet<string> = new Set(['draft', 'proposed']);

const wordsOf = ({ text }: FileText): string => text.replaceAll(/\s+/g, ' ').trim();

const NUMBER = /\bADR[-_ #]{0,2}(\d{1,6})\b/gi;
const WORD = /[^\s()[\]<>"'`,;:#?&=]+/g;

/** What may be the name of a decision. A word of prose without a hyphen is none, nor is a number alone. */
export function referencesIn(text: string): string[] {
  const numbers = [...text.matchAll(NUMBER)].map(([, number = '']) => `ADR-${number}`);
  const words = [...text.matchAll(WORD)].map(([word]) => {
    const name = word.slice(word.lastIndexOf('/') + 1);
    return name.endsWith('.') ? name.slice(0, -1) : name;
  });
  return [
    ...new Set([
      ...numbers,
      ...words.filter((word) => isDecisionId(word.toUpperCase()) || /[-_]|\.md$/i.test(word)),
    ]),
  ];
}
