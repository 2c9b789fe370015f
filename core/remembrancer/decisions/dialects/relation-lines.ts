import type { BodyLine } from '../text/source-document.ts';
import { parseReferences } from '../text/parse-references.ts';
import type { Claim, Field } from './claim.ts';
import { fieldOfLabel } from './field-of-label.ts';

const RELATION =
  /^[\s>*+_-]*((?:super[sc]edes|replaces|amends|clarifies|refines|relates to)|(?:super[sc]eded|replaced|amended|clarified|refined) by)\b(.*)$/i;

/** What lines such as `Superceded by [12. Use X](0012-use-x.md)` and `- Amends [4. Use Y](0004-use-y.md)` say. */
export const relationLines = (lines: readonly BodyLine[]): Claim[] =>
  lines.flatMap(({ text, number, isLiteral }): Claim[] => {
    const [, words = '', rest = ''] = (!isLiteral && RELATION.exec(text)) || [];
    const field: Field | undefined = fieldOfLabel(words);
    const value = parseReferences(rest);
    return field && value.length > 0 ? [{ field, value, line: number, lines: [] }] : [];
  });
