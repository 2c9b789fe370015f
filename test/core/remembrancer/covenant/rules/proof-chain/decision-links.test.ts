import { describe, expect, it } from '@jest/globals';

import { decisionLinks } from '../../../../../../core/remembrancer/covenant/rules/proof-chain/decision-links.ts';
import { checkRule } from './check-rule.ts';
import { decisionText } from './decision-texts.ts';

const check = async (...texts: readonly string[]) =>
  (
    await checkRule(
      decisionLinks,
      Object.fromEntries(texts.map((text, n) => [`docs/adr/000${n + 1}-x.md`, text])),
    )
  ).findings.map(({ path, line, message, remedy }) => ({ path, line, message, remedy }));

describe('VM-IV-06', () => {
  it.each(['supersedes', 'amends', 'relates-to'])('finds what %s names and is not there', async (type) => {
    expect(await check(decisionText({ more: `${type}: [gone]\n` }))).toEqual([
      {
        path: 'docs/adr/0001-x.md',
        line: 4,
        message: `docs/adr/0001-x.md: "${type}" names "gone", and there is no such decision.`,
        remedy: 'Write an id or a slug that is there.',
      },
    ]);
  });

  it('finds what can be several decisions', async () => {
    const more = 'id: 01JD0000000000000000000001\n';
    const [found] = await check(
      decisionText({ more: `relates-to: [01JD0000000000000000000001]\n` }),
      decisionText({ more }),
      decisionText({ more }),
    );
    expect(found?.message).toContain('which can be docs/adr/0002-x.md, docs/adr/0003-x.md.');
  });

  it('finds decisions that supersede each other, or themselves', async () => {
    const circle = await check(
      decisionText({ status: 'draft', more: 'supersedes: [0002-x]\n' }),
      decisionText({ status: 'draft', more: 'supersedes: [0001-x]\n' }),
    );
    expect(circle.map(({ message }) => message)).toEqual([
      'docs/adr/0001-x.md: These supersede each other: docs/adr/0001-x.md, docs/adr/0002-x.md.',
      'docs/adr/0002-x.md: These supersede each other: docs/adr/0001-x.md, docs/adr/0002-x.md.',
    ]);
    const [itself] = await check(decisionText({ status: 'draft', more: 'supersedes: [0001-x]\n' }));
    expect(itself?.message).toBe('docs/adr/0001-x.md supersedes itself.');
  });

  it('finds a status that does not agree with what others say', async () => {
    const alone = await check(decisionText({ status: 'superseded' }));
    expect(alone.map(({ line, remedy }) => [line, remedy])).toEqual([
      [2, 'Name it there: `supersedes: [id]`.'],
    ]);
    const ended = await check(decisionText(), decisionText({ more: 'supersedes: [0001-x]\n' }));
    expect(ended.map(({ path, message }) => [path, message])).toEqual([
      ['docs/adr/0001-x.md', 'docs/adr/0001-x.md is superseded by docs/adr/0002-x.md.'],
    ]);
  });

  it('has nothing to say of links that resolve, in any dialect, and with CRLF', async () => {
    const older = '# 1. Use X\n\nDate: 2026-11-20\n\n## Status\n\nSuperceded by [2. Use Y](0002-x.md)\n';
    const newer = decisionText({ more: 'supersedes: [ADR-0001]\n' }).replaceAll('\n', '\r\n');
    expect(await check(older, newer)).toEqual([]);
  });

  it('has nothing to look at where there are no decisions, and cannot tell of one that is too large', async () => {
    const none = await checkRule(decisionLinks, { 'docs/adr/README.md': '' });
    expect(none.report).toMatchObject({
      outcome: 'not-applicable',
      why: 'there is no decision in docs/adr',
    });
    const large = await checkRule(decisionLinks, { 'docs/adr/a.md': 'x'.repeat(600 * 1024) });
    expect(large.report?.outcome).toBe('cannot-tell');
    const both = await checkRule(decisionLinks, {
      'docs/adr/a.md': 'x'.repeat(600 * 1024),
      'docs/adr/b.md': decisionText(),
    });
    expect(both.findings.map(({ message }) => message)).toEqual([
      'The decision docs/adr/a.md cannot be read, or it is, or was, larger than 512 KiB.',
    ]);
  });
});
