import { isAboutDocument, isOutcome } from './kinds-of-section.ts';
import type { Passage } from './passages-of.ts';

/** So many passages open a document. */
const OPENING = 2;

/** The passages that say what a document is about: those that open it, and the first that says what was decided. */
export function gistOf(passages: readonly Passage[]): readonly Passage[] {
  const opening = passages.filter(({ heading }) => !isAboutDocument(heading)).slice(0, OPENING);
  const outcome = passages.find(({ heading }) => isOutcome(heading));
  return outcome === undefined || opening.includes(outcome) ? opening : [...opening, outcome];
}
