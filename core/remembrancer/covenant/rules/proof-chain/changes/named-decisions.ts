import { isDecisionId } from '../../../../decisions/decision-id.ts';
import { indexDecisions, type ReadDecision } from '../../../../decisions/index.ts';
import type { DecisionTree } from '../decisions/decision-tree.ts';

/**
 * The decisions that a change names, by path: those that it adds or changes, and those of the tree that its texts name by
 * number (`ADR-0007`), id, slug or file.
 */
export function namedDecisions(
  before: DecisionTree,
  { decisions, files }: DecisionTree,
  texts: readonly string[],
): ReadDecision[] {
  const index = indexDecisions(decisions);
  const told = new Set(texts.flatMap(referencesIn).flatMap(index));
  return decisions.filter((read) => {
    const [was, is] = [before.files.get(read.path), files.get(read.path)];
    return told.has(read) || !was || !is || !was.bytes.equals(is.bytes);
  });
}

const NUMBER = /\bADR[-_ #]{0,2}(\d{1,6})\b/gi;
const WORD = /[^\s()[\]<>"'`,;:#?&=]+/g;

/** What may be the name of a decision. A word of prose without a hyphen is none, nor is a number alone. */
function referencesIn(text: string): string[] {
  const numbers = [...text.matchAll(NUMBER)].map(([, number = '']) => `ADR-${number}`);
  const words = [...text.matchAll(WORD)].map(([word]) => {
    const name = word.slice(word.lastIndexOf('/') + 1);
    return name.endsWith('.') ? name.slice(0, -1) : name;
  });
  return [
    ...new Set([
      ...numbers,
      ...words.filter(
        (word) => isDecisionId(word.toUpperCase()) || (/[-_]|\.md$/i.test(word) && /[^\d]/.test(word)),
      ),
    ]),
  ];
}
