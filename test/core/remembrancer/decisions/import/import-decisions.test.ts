import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  importDecisions,
  isDecisionId,
  lintDecisions,
  newDecisionId,
  readDecision,
} from '../../../../../core/remembrancer/decisions/index.ts';
import { describeWithData, sharedData } from '../../evidence/shared-data.ts';
import { lostLines } from '../lost-lines.ts';
import { SAMPLES } from '../samples.ts';

type File = readonly [path: string, text: string];

const importAll = (files: readonly File[]) =>
  importDecisions(files.map(([path, text]) => ({ path, text }))).map(({ path, text }): File => [path, text]);

function expectWholeImport(files: readonly File[]) {
  const imported = importAll(files);
  const read = imported.map(([path, text]) => readDecision(path, text));
  expect(imported.map(([path]) => path)).toEqual(files.map(([path]) => path));
  expect(read.map(({ dialect }) => dialect)).toEqual(files.map(() => 'madr-4'));
  expect(read.every(({ decision }) => decision.id !== undefined && isDecisionId(decision.id))).toBe(true);
  expect(read.flatMap(({ findings }) => findings)).toEqual([]);
  expect(importAll(imported)).toEqual(imported);
  files.forEach((file, n) => {
    const [path, text] = file;
    const before = readDecision(path, text).decision;
    const after = read[n]!.decision;
    expect({ path, lost: lostLines(text, imported[n]![1]) }).toEqual({ path, lost: [] });
    expect(after).toMatchObject({
      title: before.title,
      status: before.status,
      decisionMakers: before.decisionMakers,
      ...(before.date !== undefined && { date: before.date }),
    });
  });
}

describe('import', () => {
  const foreign = Object.entries(SAMPLES).filter(([name]) => name !== 'madr-4');

  it.each(foreign)('makes MADR 4 of %s and loses no line', (_, sample) => {
    expectWholeImport([sample]);
  });

  it('puts the parts under the names of MADR 4, and what they replace at the end', () => {
    const [[, text]] = importAll([SAMPLES['adr-tools']]) as [File];
    expect(text).toContain(
      '# Use CVS\n\n## Context and Problem Statement\n\nWe keep versions.\n\n## Decision Outcome',
    );
    expect(text).toMatch(/## As imported\n\n```text\n# 9\. Use CVS\nDate: 2011-02-03\n## Status\nAccepted\n/);
  });

  it('gives a title the blanks that are shown of it, and keeps the line', () => {
    const [[path, text]] = importAll([['a.md', '# 3. Use  RabbitMQ\n\n## Status\n\nAccepted\n']]) as [File];
    expect(readDecision(path, text).decision.title).toBe('Use RabbitMQ');
    expect(text).toContain('\n# Use RabbitMQ\n');
    expect(text).toContain('\n# 3. Use  RabbitMQ\n');
  });

  it('keeps what it cannot read where it is', () => {
    const [[, text]] = importAll([['a.md', '# A\n\n* Status: accepted\n* Date: last spring\n']]) as [File];
    expect(text).toContain('# A\n\n* Date: last spring\n');
    expect(text).not.toMatch(/^date:/m);
  });

  it('gives every file the same id each time, and each another', () => {
    const files = Object.values(SAMPLES).map(([, text], n): File => [`${n}.md`, text]);
    const ids = importAll(files).map(([path, text]) => readDecision(path, text).decision.id);
    expect(new Set(ids).size).toBe(files.length);
    expect(importAll(files)).toEqual(importAll(files));
    expect(ids[4]?.slice(0, 10)).toBe(newDecisionId(() => new Date('2011-02-03'), Math.random).slice(0, 10));
  });

  it('leaves what is MADR 4 as it is, but for what is missing', () => {
    const text = '---\r\n# of ours\r\nstatus: draft # soon\r\nowner: me\r\n---\r\n\r\nTitle\r\n===\r\n';
    const [[, once]] = importAll([['a.md', text]]) as [File];
    expect(once).toMatch(/^---\r\nid: \w{26}\r\n/);
    expect(once.replace(/id: .*\r\n/, '')).toBe(text);
    expect(importAll([['a.md', once]])).toEqual([['a.md', once]]);
    const old: File = ['b.md', '---\nid: ADR-0001\nstatus: superseded by [a](a.md)\n---\n# B\n'];
    const [a] = importAll([['a.md', once], old]);
    expect(readDecision(...a!).decision.supersedes).toHaveLength(1);
  });

  it('loses no line of any text', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '---',
        '===',
        '# 1. X',
        '##  Status ##',
        'Status',
        '```',
        '````',
        '<!--',
        '| Status | x |',
      ),
      fc.constantFrom('* Status: accepted', 'status: draft', 'date: 2020-01-01', '* Date: May', 'Accepted'),
    );
    const lines = fc.array(line).map((all) => all.join('\n'));
    fc.assert(
      fc.property(lines, lines, fc.boolean(), (head, body, hasHead) => {
        const file: File = ['docs/adr/0001-x.md', hasHead ? `---\n${head}\n---\n${body}` : body];
        const [imported] = importAll([file]);
        expect(lostLines(file[1], imported![1])).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('lets the newer decision say what only the older one said', () => {
    const files: File[] = [
      SAMPLES['adr-tools'],
      ['doc/adr/0012-use-git.md', '# 12. Use git\n\nDate: 2012-01-01\n\n## Status\n\nAccepted\n'],
      ['doc/adr/0004-use-files.md', '# 4. Use files\n\nDate: 2010-01-01\n\n## Status\n\nAccepted\n'],
    ];
    const [cvs, git] = importAll(files).map(([path, text]) => readDecision(path, text).decision);
    expect(git?.supersedes).toEqual([cvs?.id]);
    expect(cvs).toMatchObject({ supersedes: [], amends: ['0004-use-files'] });
  });
});

describeWithData('adr-govuk', 'the decisions of GOV.UK infrastructure', () => {
  const folder = sharedData('adr-govuk');
  const files = () =>
    readdirSync(folder)
      .filter((name) => /^\d{4}-.*\.md$/.test(name))
      .sort()
      .map((name): File => [`docs/adr/${name}`, readFileSync(join(folder, name), 'utf8')]);

  it('are imported whole', () => {
    expect(files().length).toBeGreaterThan(20);
    expectWholeImport(files());
  });

  it('have each irregularity that is planted among them found', () => {
    const planted = (name: string, edit: (text: string) => string) =>
      lintDecisions(
        files().map(([path, text]) => readDecision(path, path.includes(name) ? edit(text) : text)),
      ).filter(({ path }) => path.includes(name));
    const rules = (name: string, edit: (text: string) => string) =>
      planted(name, edit).map(({ rule }) => rule);
    const links = (link: string) => (text: string) => text.replace('\nAccepted\n', `\nAccepted\n\n${link}\n`);

    expect(rules('0008', (text) => text)).toEqual(['decision-makers', 'dialect']);
    expect(rules('0008', (text) => text.replace('Accepted', 'Agred'))).toContain('status');
    expect(rules('0008', (text) => text.replace('2021-08-26', '2021-08-32'))).toContain('date');
    expect(rules('0008', (text) => text.replace('# 8.', '# 9.'))).toContain('number-mismatch');
    expect(rules('0008', (text) => text.replace(/^# .*$/m, ''))).toContain('title');
    expect(rules('0008', (text) => text.replace('## Decision', '## Other'))).toContain('sections');
    expect(rules('0008', links('Supersedes [99. X](0099-x.md)'))).toContain('open-reference');
    expect(rules('0008', links('Supersedes [99. X](0099-x.md)'))).toContain('broken-link');
    expect(
      rules('0008', links('Supersedes [8. X](0008-use-external-secrets-for-secrets-storage.md)')),
    ).toContain('supersede-cycle');
    expect(rules('0008', (text) => text.replace('Accepted', 'Superceded'))).toContain('superseded-status');
    expect(rules('0008', (text) => text.replace('## Context', '## Context\n\ninsert date'))).toContain(
      'placeholder',
    );
  });
});
