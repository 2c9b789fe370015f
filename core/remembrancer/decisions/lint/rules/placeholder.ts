import { excerpt } from '../../text/excerpt.ts';
import type { Rule } from '../rule.ts';

const PLACEHOLDER =
  /\{(?:title|date|context body|decision body|ADR-NUMBER|DRAFT \| PROPOSED)[^{}]*\}|\binsert (?:date|data)\b|\[(?:proposed|accepted) \| [^[\]]*\]/i;

/** What a template left to fill in. */
export const placeholder: Rule = (decisions) =>
  decisions.flatMap(({ path, document }) =>
    document.body.flatMap(({ text, number, isLiteral }) => {
      const found = isLiteral ? null : PLACEHOLDER.exec(text);
      if (!found) return [];
      const message = `${excerpt(found[0])} is left of the template. Write what it asks for, or take the line out.`;
      const column = found.index + 1;
      return [{ rule: 'placeholder', path, line: number, column, message, severity: 'warning' as const }];
    }),
  );
