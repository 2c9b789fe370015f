import { describe, expect, it } from '@jest/globals';
import MarkdownIt from 'markdown-it';

import { moreFindings } from '../../../../../core/remembrancer/covenant/report/more-findings.ts';
import { covenantSummary } from '../../../../../core/remembrancer/covenant/report/index.ts';
import { brokenResult, HOSTILE, sampleFinding, sampleReport, sampleResult } from './sample-result.ts';

const html = (markdown: string): string =>
  new MarkdownIt({ html: true, linkify: true }).render(markdown).replaceAll('&quot;', '"');

describe('the job summary', () => {
  it('of a covenant that is held counts the rules and lists none', () => {
    const summary = covenantSummary(sampleResult());
    expect(summary).toMatch(/^## Covenant: held\n/);
    expect(summary).toContain('2 rules held.');
    expect(summary).toContain('12 files with 3456 bytes, of which no rule for single files looked into 2.');
    expect(summary).not.toContain('| Rule |');
    expect(summary).not.toContain('## Findings');
    expect(summary).not.toContain('## Excepted');
  });

  it('lists the rules that are not held with their page, and says why others had nothing to look at', () => {
    const rules = [
      sampleReport(),
      sampleReport({ rule: 'VM-I-04', outcome: 'cannot-tell', findings: 1 }),
      sampleReport({ rule: 'VM-I-05', outcome: 'excepted', excepted: 3 }),
      sampleReport({ rule: 'VM-I-01', outcome: 'not-applicable', why: 'there is no ledger' }),
      sampleReport({ rule: 'VM-I-02', outcome: 'not-applicable', why: 'there is no ledger' }),
    ];
    const summary = covenantSummary(sampleResult({ rules }), (rule) => `https://docs.example/${rule}`);
    expect(summary).toMatch(
      /^\| \[VM-I-04\]\(https:\/\/docs\.example\/VM-I-04\) \| .* \| enforce \| \*\*cannot tell\*\* \| 1 \| 0 \|$/m,
    );
    expect(summary).toMatch(/^\| \[VM-I-05\].* \| excepted \| 0 \| 3 \|$/m);
    expect(summary).not.toMatch(/^\| \[VM-II-01\]/m);
    expect(summary).toContain('1 rule held. Not applicable: VM-I-01, VM-I-02 (there is no ledger).');
  });

  it('has the findings under their file, and those of the repository apart', () => {
    const { path, line, column, endLine, endColumn, ...whole } = sampleFinding({ cannotTell: true });
    expect([path, line, column, endLine, endColumn]).not.toContain(undefined);
    const page = html(covenantSummary(brokenResult(whole, sampleFinding(), sampleFinding({ line: 9 }))));
    expect(page).toMatch(
      /<h3>The repository<\/h3>\n<ul>\n<li><a [^>]+>VM-II-01<\/a>, enforce: <strong>cannot tell/,
    );
    expect(page).toMatch(/<h3><code>\.github\/workflows\/ci\.yml<\/code><\/h3>\n<ul>\n<li>line 3, /);
    expect(page).toContain('<li>line 9, ');
    expect(page.match(/<h3>/g)).toHaveLength(2);
  });

  it('shows what is excepted, why and until when, and what to change in the configuration', () => {
    const excepted = [sampleFinding({ excepted: { reason: 'It is ours', until: '2027-06-30' } })];
    const notices = [{ message: 'The exception from VM-I-04 excepts nothing', remedy: 'Remove it.' }];
    const page = html(covenantSummary(sampleResult({ excepted, notices })));
    expect(page).toContain('<td>It is ours</td>\n<td>2027-06-30</td>');
    expect(page).toContain('<li>The exception from VM-I-04 excepts nothing. Remove it.</li>');
  });

  it('makes no markup of what files and paths say', () => {
    const hostile = sampleFinding({ path: HOSTILE, message: HOSTILE, remedy: HOSTILE });
    const excepted = [{ ...hostile, excepted: { reason: HOSTILE, until: '2027-06-30' } }];
    const notices = [{ message: HOSTILE, remedy: HOSTILE }];
    const page = html(covenantSummary({ ...brokenResult(hostile), tree: HOSTILE, excepted, notices }));
    expect(page).not.toMatch(/<img|<em>|e\.example"|g\.example"/);
    expect(page.match(/<strong>/g)).toHaveLength(1);
    expect(page.match(/<tr>/g)).toHaveLength(4);
    expect(page.match(/<code>/g)).toHaveLength(page.match(/<\/code>/g)?.length ?? 0);
  });

  it('is cut where GitHub would refuse it, after what decides', () => {
    const findings = Array.from({ length: 20_000 }, (_, n) => sampleFinding({ path: `${n}.yml` }));
    const summary = covenantSummary(brokenResult(...findings));
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(900_000);
    expect(summary).toMatch(/^\| \[VM-II-01\]/m);
    const shown = summary.match(/^- line 3, /gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(1000);
    expect(summary.endsWith(`\n\n${moreFindings(20_000 - shown)}\n`)).toBe(true);
  });

  it('is cut also in what is excepted, when no finding is left out', () => {
    const excepted = Array.from({ length: 20_000 }, (_, n) =>
      sampleFinding({ path: `${n}.yml`, excepted: { reason: 'It is ours', until: '2027-06-30' } }),
    );
    const summary = covenantSummary({ ...brokenResult(sampleFinding()), excepted });
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(900_000);
    expect(summary).toMatch(/ \|\n\nThere is more: `vaultmesh covenant --json` has all of it\.\n$/);
  });

  it('counts all findings as left out where what is said of the configuration fills the page', () => {
    const notices = Array.from({ length: 1000 }, () => ({ message: 'ü'.repeat(900), remedy: 'Remove it.' }));
    const summary = covenantSummary({ ...brokenResult(sampleFinding(), sampleFinding()), notices });
    expect(summary.endsWith(`\n\n${moreFindings(2)}\n`)).toBe(true);
  });
});
