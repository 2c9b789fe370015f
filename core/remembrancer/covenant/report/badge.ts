import { shieldsBadge } from '../../browse/shields-badge.ts';
import type { CovenantResult } from '../covenant-result.ts';

/** The badge of a result for shields.io, as one line of JSON. It counts the enforced rules that are broken. */
export function covenantBadge({ verdict, rules }: Pick<CovenantResult, 'verdict' | 'rules'>): string {
  const broken = rules.filter(({ level, outcome }) => level === 'enforce' && outcome === 'broken').length;
  const [message, color] = {
    held: ['held', 'brightgreen'] as const,
    broken: [`${broken} broken`, 'red'] as const,
    incomplete: ['cannot tell', 'lightgrey'] as const,
  }[verdict];
  return shieldsBadge('covenant', message, color);
}
