import { isDecisionId, numberInReference } from '../../decision-id.ts';
import { firstClaim, textOf } from '../../read/claim-values.ts';
import { excerpt } from '../../text/excerpt.ts';
import type { Rule } from '../rule.ts';

/** The identity is a ULID, which no other branch can take; `ADR-0042` is left to decisions of before. */
export const id: Rule = (decisions) =>
  decisions.flatMap(({ path, claims }) => {
    const claim = firstClaim(claims, 'id');
    const text = textOf(claims, 'id') ?? '';
    if (!claim || isDecisionId(text) || numberInReference(text) !== undefined) return [];
    const message = `The id ${excerpt(text)} is no ULID. Take the line out, and import the file: \`vaultmesh adr import FILE --out FOLDER\`.`;
    return [{ rule: 'id', path, line: claim.line, message, severity: 'error' }];
  });
