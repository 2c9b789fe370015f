import { firstClaim } from '../../read/claim-values.ts';
import type { Rule } from '../rule.ts';

/** A file was copied with its identity. */
export const duplicateId: Rule = (decisions) =>
  decisions.flatMap(({ path, decision, claims }) => {
    const others = decisions.filter(
      (other) => decision.id !== undefined && other.path !== path && other.decision.id === decision.id,
    );
    if (others.length === 0) return [];
    const message = `The id is that of ${others.map((other) => other.path).join(', ')}. Give the newer file one of its own.`;
    return [
      { rule: 'duplicate-id', path, line: firstClaim(claims, 'id')?.line ?? 1, message, severity: 'error' },
    ];
  });
