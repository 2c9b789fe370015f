import { describe, expect, it } from '@jest/globals';

import { outcomeOutput } from '../../../actions/covenant/src/outcome-output.ts';
import type { CovenantResult } from '../../../core/remembrancer/covenant/index.ts';
import { outcomeOfCovenant } from '../../../core/remembrancer/covenant/report/index.ts';
import { brokenResult, sampleFinding } from '../../core/remembrancer/covenant/report/sample-result.ts';

const output = (result: CovenantResult): { text: string; result: CovenantResult } => {
  const text = outcomeOutput(outcomeOfCovenant(result));
  return { text, result: (JSON.parse(text) as { result: CovenantResult }).result };
};

describe('the output "outcome"', () => {
  it('is the whole result, on one line', () => {
    const result = brokenResult(sampleFinding({ message: 'one\ntwo' }));
    const { text, result: given } = output(result);
    expect(given).toEqual(result);
    expect(text).not.toContain('\n');
  });

  it('has the worst findings of too many, so that it fits into an environment variable', () => {
    const mild = Array.from({ length: 5000 }, () => sampleFinding({ level: 'warn' }));
    const { text, result } = output(brokenResult(...mild, sampleFinding()));
    expect(Buffer.byteLength(text)).toBeLessThan(128 * 1024);
    expect(result.findings.length).toBeGreaterThan(50);
    expect(result.findings[0]?.level).toBe('enforce');
    expect(result.rules[0]?.findings).toBe(5001);
  });

  it('has none of them when one alone is too long', () => {
    const { text, result } = output(brokenResult(sampleFinding({ message: 'ü'.repeat(200_000) })));
    expect(Buffer.byteLength(text)).toBeLessThan(128 * 1024);
    expect(result).toMatchObject({ verdict: 'broken', findings: [] });
  });
});
