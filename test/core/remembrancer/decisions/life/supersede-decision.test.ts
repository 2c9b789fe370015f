import { describe, expect, it } from '@jest/globals';
import { supersedeDecision } from '../../../../../core/remembrancer/decisions/index.ts';

const file = (slug: string, ...lines: string[]) => ({
  path: `${slug}.md`,
  text: `---\n${lines.join('\n')}\n---\n# ${slug}\n`,
});

const OLD = file('use-x', 'id: 01JD0000000000000000000001', 'status: accepted');
const NEW = file('use-y', 'status: proposed # soon');

describe('superseding', () => {
  it('names the older in the newer, and ends the older', () => {
    expect(supersedeDecision([OLD, NEW], OLD.path, NEW.path)).toEqual([
      file('use-x', 'id: 01JD0000000000000000000001', 'status: superseded'),
      file('use-y', 'status: proposed # soon', 'supersedes: [01JD0000000000000000000001]'),
    ]);
  });

  it('changes nothing the second time', () => {
    const once = supersedeDecision([OLD, NEW], OLD.path, NEW.path);
    expect(supersedeDecision(once, OLD.path, NEW.path)).toEqual([]);
  });

  it('goes on where only one of the two files was written', () => {
    const [older, newer] = supersedeDecision([OLD, NEW], OLD.path, NEW.path);
    expect(supersedeDecision([older!, NEW], OLD.path, NEW.path)).toEqual([newer]);
    expect(supersedeDecision([OLD, newer!], OLD.path, NEW.path)).toEqual([older]);
  });

  it('takes what only the older said', () => {
    const older = file('use-x', 'status: superseded by [y](use-y.md)');
    expect(supersedeDecision([older, NEW], older.path, NEW.path)).toEqual([]);
  });

  it('names a file without an id by its slug', () => {
    const older = file('use-x', 'status: accepted');
    expect(supersedeDecision([older, NEW], older.path, NEW.path)[1]?.text).toContain('supersedes: [use-x]');
  });

  it.each([
    ['itself', [OLD], OLD.path, OLD.path, 'cannot supersede itself'],
    ['what was never accepted', [NEW, OLD], NEW.path, OLD.path, 'is proposed and cannot become superseded'],
    ['by what was rejected', [OLD, file('z', 'status: rejected')], OLD.path, 'z.md', 'z.md is rejected'],
    [
      'in a circle',
      [OLD, file('use-y', 'status: accepted'), file('use-z', 'status: accepted', 'supersedes: [use-y]')].map(
        (each) => (each === OLD ? file('use-x', 'status: accepted', 'supersedes: [use-z]') : each),
      ),
      'use-x.md',
      'use-y.md',
      'would supersede each other: use-x.md, use-y.md, use-z.md',
    ],
    ['what is not there', [OLD], 'gone.md', OLD.path, 'There is no decision gone.md'],
  ])('refuses %s', (_, files, old, by, message) => {
    expect(() => supersedeDecision(files, old, by)).toThrow(message);
  });
});
