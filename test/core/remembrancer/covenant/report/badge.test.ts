import { describe, expect, it } from '@jest/globals';

import { covenantBadge } from '../../../../../core/remembrancer/covenant/report/index.ts';
import { sampleReport } from './sample-result.ts';

const shared = { schemaVersion: 1, label: 'covenant' };

describe('the badge of the covenant', () => {
  it('is green when it is held, whatever is only warned of', () => {
    const rules = [sampleReport({ level: 'warn', outcome: 'broken', findings: 2 })];
    expect(covenantBadge({ verdict: 'held', rules })).toEqual({
      ...shared,
      message: 'held',
      color: 'brightgreen',
    });
  });

  it('counts the enforced rules that are broken', () => {
    const broken = sampleReport({ outcome: 'broken', findings: 7 });
    const rules = [broken, broken, sampleReport(), { ...broken, level: 'warn' as const }];
    expect(covenantBadge({ verdict: 'broken', rules })).toEqual({
      ...shared,
      message: '2 broken',
      color: 'red',
    });
  });

  it('does not say held when it cannot be told', () => {
    const rules = [sampleReport({ outcome: 'cannot-tell', findings: 1 })];
    expect(covenantBadge({ verdict: 'incomplete', rules })).toEqual({
      ...shared,
      message: 'cannot tell',
      color: 'lightgrey',
    });
  });
});
