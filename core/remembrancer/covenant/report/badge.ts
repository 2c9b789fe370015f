import type { CovenantResult } from '../covenant-result.ts';

/** What shields.io draws a badge from (https://shields.io/badges/endpoint-badge). */
export interface CovenantBadge {
  readonly schemaVersion: 1;
  readonly label: 'covenant';
  readonly message: string;
  readonly color: 'brightgreen' | 'red' | 'lightgrey';
}

/** The badge of a result. It counts the enforced rules that are broken. */
export function covenantBadge({ verdict, rules }: Pick<CovenantResult, 'verdict' | 'rules'>): CovenantBadge {
  const broken = rules.filter(({ level, outcome }) => level === 'enforce' && outcome === 'broken').length;
  const shared = { schemaVersion: 1, label: 'covenant' } as const;
  if (verdict === 'held') return { ...shared, message: 'held', color: 'brightgreen' };
  if (verdict === 'broken') return { ...shared, message: `${broken} broken`, color: 'red' };
  return { ...shared, message: 'cannot tell', color: 'lightgrey' };
}
