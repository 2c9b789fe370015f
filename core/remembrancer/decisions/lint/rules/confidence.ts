import { CONFIDENCES } from '../../decision.ts';
import { firstClaim } from '../../read/claim-values.ts';
import type { Rule } from '../rule.ts';

/** Confidence is one of three words. */
export const confidence: Rule = (decisions) =>
  decisions.flatMap(({ path, decision, claims }) => {
    const claim = firstClaim(claims, 'confidence');
    if (!claim || decision.confidence) return [];
    const message = `"confidence" is none of ${CONFIDENCES.join(', ')}. Write one of them.`;
    return [{ rule: 'confidence', path, line: claim.line, message, severity: 'error' }];
  });
