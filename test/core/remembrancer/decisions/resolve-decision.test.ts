import { describe, expect, it } from '@jest/globals';
import { readDecision, resolveDecision } from '../../../../core/remembrancer/decisions/index.ts';

const ID = '01JD0000000000000000000001';
const read = (path: string, id = '') => readDecision(path, `---\nstatus: draft\n${id}---\n# X\n`);
const DECISIONS = [
  { ...read('docs/adr/use-x.md', `id: ${ID}\n`), aliases: ['ADR-PR12'] },
  read('docs/adr/0042-use-y.md'),
  read('docs/adr/old/0042-use-y.md'),
  read('docs/adr/0007-use-z.md'),
];

describe('a decision', () => {
  it.each([
    ID,
    ID.toLowerCase(),
    'use-x',
    'use-x.md',
    'docs/adr/use-x.md',
    './docs/adr/use-x.md',
    'adr-pr12',
  ])('is found as %s', (name) => {
    expect(resolveDecision(DECISIONS, name).path).toBe('docs/adr/use-x.md');
  });

  it.each(['ADR-0007', 'ADR-7', '7', '0007-use-z'])('with a number is found as %s', (name) => {
    expect(resolveDecision(DECISIONS, name).path).toBe('docs/adr/0007-use-z.md');
  });

  it('that can be several is refused, with all of them', () => {
    expect(() => resolveDecision(DECISIONS, 'ADR-0042')).toThrow(
      '"ADR-0042" can be docs/adr/0042-use-y.md, docs/adr/old/0042-use-y.md. Name one by its path.',
    );
    expect(resolveDecision(DECISIONS, 'docs/adr/old/0042-use-y.md').path).toBe('docs/adr/old/0042-use-y.md');
  });

  it('that is not there is refused', () => {
    expect(() => resolveDecision(DECISIONS, 'use-\u001b')).toThrow('There is no decision "use-\ufffd".');
  });
});
