import { describe, expect, it } from '@jest/globals';

import { linksOfDecision } from '../../../../core/remembrancer/decisions/decision-links.ts';
import { readDecision } from '../../../../core/remembrancer/decisions/read-decision.ts';

const linksOf = (frontMatter: string): string[] =>
  linksOfDecision(
    readDecision('docs/adr/a.md', `---\nstatus: accepted\n${frontMatter}\n---\n\n# A\n`).decision,
  ).map(({ rel, target }) => `${rel} ${target}`);

describe('the links of a decision', () => {
  it('are its ULID and its relations', () => {
    expect(
      linksOf(
        'id: 01JD0ABCDEFGHJKMNPQRSTVWXY\nsupersedes: [use-svn]\namends: ADR-0007\nrelates-to: [b, c]\naffects: ["src/**", docs]',
      ),
    ).toEqual([
      'alias 01JD0ABCDEFGHJKMNPQRSTVWXY',
      'supersedes use-svn',
      'amends ADR-0007',
      'relates-to b',
      'relates-to c',
      'affects src/**',
      'affects docs',
    ]);
  });

  it.each([
    ['7', 'ADR-0007'],
    ['adr 42', 'ADR-0042'],
    ['adr-pr12', 'ADR-PR12'],
    ['01jd0abcdefghjkmnpqrstvwxy', '01JD0ABCDEFGHJKMNPQRSTVWXY'],
    ['docs/adr/0012-use-x.md', '0012-use-x'],
    ['Use-X', 'Use-X'],
  ])('call others as a ledger does: %s', (written, name) => {
    expect(linksOf(`supersedes: ["${written}"]`)).toEqual([`supersedes ${name}`]);
  });

  it('leave out what no receipt can have, and say everything once', () => {
    expect(linksOf(`affects: ["a\\nb", "${'x'.repeat(501)}", src, src]`)).toEqual(['affects src']);
  });
});
