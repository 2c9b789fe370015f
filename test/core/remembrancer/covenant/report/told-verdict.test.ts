import { describe, expect, it } from '@jest/globals';

import { outcomeOfCovenant } from '../../../../../core/remembrancer/covenant/report/index.ts';
import { brokenResult, sampleFinding, sampleReport, sampleResult } from './sample-result.ts';

describe('the outcome of a check', () => {
  it('of a covenant that is held is done', () => {
    expect(outcomeOfCovenant(sampleResult())).toMatchObject({
      schema: 1,
      reason: 'done',
      message: 'The covenant is held by commit 3f2a.',
    });
  });

  it('tells what is found and does not fail it', () => {
    const findings = [sampleFinding({ level: 'warn' }), sampleFinding({ level: 'advise' })];
    expect(outcomeOfCovenant(sampleResult({ findings })).message).toBe(
      'The covenant is held by commit 3f2a. 2 more findings do not fail it.',
    );
  });

  it('says of a part without files what it has none of', () => {
    expect(
      outcomeOfCovenant(sampleResult({ tree: 'the index', part: 'what is staged', files: 0 })).message,
    ).toBe(
      'The covenant is held by the part of the index that was looked at (what is staged), which has no files.',
    );
  });

  it('is not said to be held where no rule applies', () => {
    const idle = sampleReport({ rule: 'VM-III-04', outcome: 'not-applicable', why: 'there is no ledger' });
    const messageOf = (...rules: (typeof idle)[]): string =>
      outcomeOfCovenant(sampleResult({ part: 'by some', rules })).message;
    const tree = 'the part of commit 3f2a that was looked at (by some)';
    expect(messageOf(idle)).toBe(
      `Nothing was looked at: to ${tree} VM-III-04 does not apply (there is no ledger).`,
    );
    expect(messageOf(idle, { ...idle, rule: 'VM-I-01' })).toBe(
      `Nothing was looked at: to ${tree} VM-III-04, VM-I-01 do not apply (there is no ledger).`,
    );
    expect(messageOf(idle, sampleReport())).toBe(`The covenant is held by ${tree}.`);
  });

  it('of a broken one names the rules that break it', () => {
    const outcome = outcomeOfCovenant(brokenResult(sampleFinding(), sampleFinding({ level: 'warn' })));
    expect(outcome).toMatchObject({
      reason: 'policy',
      message: 'The covenant is broken by commit 3f2a: VM-II-01, 1 finding. 1 more finding does not fail it.',
    });
  });

  it('of a broken one names apart the rules that cannot tell', () => {
    const result = brokenResult(
      sampleFinding(),
      sampleFinding({ cannotTell: true }),
      sampleFinding({ rule: 'VM-I-02', cannotTell: true }),
    );
    const rules = [...result.rules, sampleReport({ rule: 'VM-I-02', outcome: 'cannot-tell', findings: 1 })];
    expect(outcomeOfCovenant({ ...result, rules }).message).toBe(
      'The covenant is broken by commit 3f2a: VM-II-01, 2 findings; it cannot be told of VM-I-02, 1 finding.',
    );
  });

  it('of one that cannot be told is another', () => {
    const result = sampleResult({
      verdict: 'incomplete',
      rules: [sampleReport({ outcome: 'cannot-tell', findings: 1 })],
      findings: [sampleFinding({ cannotTell: true })],
    });
    expect(outcomeOfCovenant(result)).toMatchObject({
      reason: 'incomplete',
      message: 'Whether the covenant is held by commit 3f2a cannot be told: VM-II-01, 1 finding.',
    });
  });
});
