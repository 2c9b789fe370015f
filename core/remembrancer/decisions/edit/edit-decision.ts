import { canonicalJson } from '../../../common/canonical-json.ts';
import { VaultMeshError } from '../../../common/error.ts';
import type { Decision } from '../decision.ts';
import { readDecision } from '../read-decision.ts';
import type { DecisionText } from '../text/decision-text.ts';
import { editFrontMatter, type FieldEdit } from './edit-front-matter.ts';

/** An edit of what identifies a decision, what became of it, or how it stands to others. */
export interface DecisionEdit extends FieldEdit {
  readonly field: 'id' | 'status' | 'supersedes' | 'amends';
}

/**
 * The file with the edits in its front matter and every other byte as it was. It is read again: had an edit changed
 * anything but what it says, this throws `policy`, as it does where the front matter cannot be edited by lines.
 */
export function editDecision({ path, text }: DecisionText, edits: readonly DecisionEdit[]): DecisionText {
  const edited = edits.reduce(editFrontMatter, text);
  const expected = edits.reduce(applied, readDecision(path, text).decision);
  if (factsOf(readDecision(path, edited).decision) === factsOf(expected)) return { path, text: edited };
  const fields = edits.map(({ field }) => `"${field}"`).join(' and ');
  throw new VaultMeshError('policy', `${path} cannot get its ${fields} by one line each. Write it by hand.`);
}

const applied = (decision: Decision, { field, value, isItem }: DecisionEdit): Decision =>
  isItem && (field === 'supersedes' || field === 'amends')
    ? { ...decision, [field]: [...decision[field], value] }
    : { ...decision, [field]: value };

/** What a file says of its decision, wherever it stands in the file. */
const factsOf = (decision: Decision): string =>
  canonicalJson({ ...decision, sections: decision.sections.map((section) => ({ ...section, line: 0 })) });
