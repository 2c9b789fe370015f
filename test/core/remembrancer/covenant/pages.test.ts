import { readdirSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { CONFIG_PATH, checkCovenant, RULES } from '../../../../core/remembrancer/covenant/index.ts';
import { inputsOf } from './example-inputs.ts';
import { ledgerCases } from './ledger-cases.ts';
import { exampleIn, factsOf, pageOf, sectionOf, writtenFacts } from './rule-page.ts';
import { expectLegible } from './expect-legible.ts';

const SECTIONS = [
  'Why',
  'Bad',
  'Good',
  'How to fix',
  'How to make an exception',
  'What it does not find',
] as const;

describe('the pages of the rules', () => {
  it('are one for each rule', () => {
    const pages = readdirSync(new URL('../../../../docs/covenant/', import.meta.url));
    expect(pages.filter((name) => name.startsWith('VM-')).sort()).toEqual(
      RULES.map(({ id }) => `${id}.md`).sort(),
    );
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const page = pageOf(rule);
  const ofLedger = ledgerCases[id];
  const exception = exampleIn(sectionOf(page, 'How to make an exception')).files[CONFIG_PATH];

  it('has a page with its facts and every section', () => {
    expect(writtenFacts(page)).toEqual(factsOf(rule));
    expect(SECTIONS.filter((heading) => sectionOf(page, heading).trim() === '')).toEqual([]);
  });

  const bad = async (config?: string): ReturnType<typeof checkCovenant> =>
    ofLedger === undefined
      ? checkCovenant(inputsOf(exampleIn(sectionOf(page, 'Bad')), config))
      : checkCovenant({
          ...inputsOf({ files: {}, before: {}, says: [] }, config),
          ...(await ofLedger.bad()),
        });

  it('is broken by its bad example, and no other rule is', async () => {
    const { findings, rules } = await bad();
    expect(new Set(expectLegible(findings).map((finding) => finding.rule))).toEqual(new Set([id]));
    expect(rules.find((report) => report.rule === id)?.outcome).toBe('broken');
  });

  it('is held by its good example, and every other rule is', async () => {
    const { findings, rules } =
      ofLedger === undefined
        ? await checkCovenant(inputsOf(exampleIn(sectionOf(page, 'Good'))))
        : await checkCovenant({
            ...inputsOf({ files: {}, before: {}, says: [] }),
            ...(await ofLedger.good()),
          });
    expect(findings).toEqual([]);
    expect(rules.find((report) => report.rule === id)?.outcome).toBe('held');
  });

  it('makes the exception that its page shows, and says so', async () => {
    const { verdict, findings, excepted, notices } = await bad(exception);
    expect({ verdict, findings, notices }).toEqual({ verdict: 'held', findings: [], notices: [] });
    expect(excepted.length).toBeGreaterThan(0);
    expect(excepted.map(({ excepted: why }) => why?.reason)).not.toContain(undefined);
  });
});
