import { describe, expect, it } from '@jest/globals';
import { type Decision, changeStatus } from '../../../../../core/remembrancer/decisions/index.ts';
import { SAMPLES } from '../samples.ts';

const file = (status: string) => ({ path: 'x.md', text: `---\nstatus: ${status}\n---\n# X\n` });

describe('a status', () => {
  it.each<[Decision['status'], Decision['status'][]]>([
    ['draft', ['proposed', 'withdrawn']],
    ['proposed', ['draft', 'accepted', 'rejected', 'withdrawn']],
    ['accepted', ['deprecated', 'superseded']],
    ['deprecated', ['superseded']],
    ['rejected', []],
    ['withdrawn', []],
    ['superseded', []],
  ])('of %s can become %j', (from, possible) => {
    const all = [
      'draft',
      'proposed',
      'accepted',
      'rejected',
      'withdrawn',
      'deprecated',
      'superseded',
    ] as const;
    for (const status of all) {
      if (status === from || possible.includes(status)) {
        expect(changeStatus(file(from), status)).toEqual({ from, file: file(status) });
      } else {
        const named =
          possible.length > 0 ? `it can become ${possible.join(' or ')}.` : 'write a new decision.';
        expect(() => changeStatus(file(from), status)).toThrow(named);
      }
    }
  });

  it.each<[Decision['status'], Decision['status'], string]>([
    ['draft', 'accepted', 'or withdrawn. First: vaultmesh adr propose x.md.'],
    [
      'draft',
      'superseded',
      'First: vaultmesh adr propose x.md, then vaultmesh adr accept x.md; where a merge accepted it, give --repository.',
    ],
    [
      'proposed',
      'superseded',
      'First: vaultmesh adr accept x.md; where a merge accepted it, give --repository.',
    ],
  ])('of %s that is to be %s is told the way', (from, to, way) => {
    expect(() => changeStatus(file(from), to)).toThrow(way);
  });

  it('to which nothing leads is told no way', () => {
    expect(() => changeStatus(file('accepted'), 'rejected')).toThrow(/deprecated or superseded\.$/);
  });

  it('that a ledger knows goes before that of the file', () => {
    expect(changeStatus(file('proposed'), 'superseded', { has: 'accepted' }).file).toEqual(
      file('superseded'),
    );
    expect(changeStatus(file('proposed'), 'accepted', { has: 'accepted' }).file).toEqual(file('accepted'));
    expect(() => changeStatus(file('proposed'), 'rejected', { has: 'accepted' })).toThrow(
      'is accepted and cannot',
    );
  });

  it('is left as it is written where it is that already', () => {
    expect(changeStatus(file('Accepted!'), 'accepted').file).toEqual(file('Accepted!'));
  });

  it('in the body is not changed: the file is to be imported', () => {
    const [path, text] = SAMPLES['adr-tools'];
    expect(() => changeStatus({ path, text }, 'deprecated')).toThrow('vaultmesh adr import');
    expect(() => changeStatus({ path, text: '# X\n' }, 'proposed')).toThrow('Write one: status: draft');
  });
});
