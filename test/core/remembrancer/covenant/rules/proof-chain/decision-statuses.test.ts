import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { decisionStatuses } from '../../../../../../core/remembrancer/covenant/rules/proof-chain/decision-statuses.ts';
import { wayBetween } from '../../../../../../core/remembrancer/decisions/life/transitions.ts';
import { checkRule } from './check-rule.ts';
import { decisionText } from './decision-texts.ts';

const PATH = 'docs/adr/0001-use-x.md';
const STATUSES = [
  'draft',
  'proposed',
  'accepted',
  'rejected',
  'withdrawn',
  'deprecated',
  'superseded',
] as const;

describe('VM-IV-05', () => {
  it('finds the status that a decision cannot have now, and what it could become', async () => {
    const { findings } = await checkRule(
      decisionStatuses,
      { [PATH]: decisionText({ status: 'draft' }) },
      { [PATH]: decisionText() },
    );
    expect(findings).toMatchObject([
      {
        level: 'enforce',
        path: PATH,
        line: 2,
        message: `${PATH} was accepted and cannot become draft: from there it can become deprecated or superseded.`,
        remedy: 'Put back what was there, and write a new decision for what is decided now.',
      },
    ]);
  });

  it('finds a status exactly where no way leads from the one before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...STATUSES), fc.constantFrom(...STATUSES), async (from, to) => {
        const { findings } = await checkRule(
          decisionStatuses,
          { [PATH]: decisionText({ status: to }) },
          { [PATH]: decisionText({ status: from }) },
        );
        expect(findings.length).toBe(from === to || wayBetween(from, to) ? 0 : 1);
      }),
    );
  });

  it('takes what is no status for a proposal, which an accepted decision cannot become', async () => {
    const { findings } = await checkRule(
      decisionStatuses,
      { [PATH]: decisionText({ status: 'whatever' }) },
      { [PATH]: decisionText() },
    );
    expect(findings).toHaveLength(1);
  });

  it('follows a decision with an id to its new file', async () => {
    const more = 'id: 01JD0000000000000000000001\n';
    const { findings } = await checkRule(
      decisionStatuses,
      { 'docs/adr/other.md': decisionText({ more, status: 'proposed' }) },
      { [PATH]: decisionText({ more }) },
    );
    expect(findings.map(({ path, line }) => [path, line])).toEqual([['docs/adr/other.md', 2]]);
  });

  it('cannot tell of a decision that had more than 512 KiB before', async () => {
    const outcome = async (bytes: number) =>
      (
        await checkRule(
          decisionStatuses,
          { [PATH]: decisionText() },
          { [PATH]: decisionText().padEnd(bytes, 'x') },
        )
      ).report?.outcome;
    expect(await outcome(512 * 1024)).toBe('held');
    expect(await outcome(512 * 1024 + 1)).toBe('cannot-tell');
  });

  it('lets a new decision have any status, and has nothing to look at without a change', async () => {
    const tree = { [PATH]: decisionText({ status: 'superseded' }) };
    expect((await checkRule(decisionStatuses, tree, {})).report?.outcome).toBe('held');
    expect((await checkRule(decisionStatuses, tree)).report?.outcome).toBe('not-applicable');
  });
});
