import { describe, expect, it } from '@jest/globals';

import type { Exception } from '../../../../core/remembrancer/covenant/config/covenant-config.ts';
import { Exceptions } from '../../../../core/remembrancer/covenant/exceptions.ts';
import { TODAY } from './example-inputs.ts';

const except = (more: Partial<Exception> = {}): Exception => ({
  ...{ rule: 'VM-II-01', reason: 'It is ours', until: '2027-06-30' },
  ...more,
});
const exceptionsOf = (...all: Exception[]): Exceptions => new Exceptions(all, () => TODAY);
const CI = '.github/workflows/ci.yml';

describe('an exception with a beginning', () => {
  it('means only what is said with that beginning, in whatever order it is asked', () => {
    const ours = except({ beginning: 'acme/', paths: [CI] });
    const exceptions = exceptionsOf(ours);
    for (const [message, by] of [
      ['evil/x is used by the tag or branch main', undefined],
      ['acme/setup is used by the tag or branch v1', ours],
      ['evil/acme/ is used by the tag or branch main', undefined],
      ['evil/x is used by the tag or branch acme/', undefined],
      ['acme-evil/x is used by the tag or branch main', undefined],
      ['acme/lint is used by the tag or branch v1', ours],
    ] as const) {
      expect({ message, by: exceptions.for('VM-II-01', CI, message) }).toEqual({ message, by });
    }
    expect(exceptions.for('VM-II-01', 'action.yml', 'acme/setup is used')).toBeUndefined();
    expect(exceptions.for('VM-II-02', CI, 'acme/setup is used')).toBeUndefined();
  });

  it('leaves to the next what it does not mean', () => {
    const ours = except({ beginning: 'acme/' });
    const all = except({ paths: [CI] });
    const exceptions = exceptionsOf(ours, all);
    expect(exceptions.for('VM-II-01', CI, 'acme/setup is used')).toBe(ours);
    expect(exceptions.for('VM-II-01', CI, 'evil/x is used')).toBe(all);
    expect(exceptions.for('VM-II-01', 'action.yml', 'evil/x is used')).toBeUndefined();
  });

  it('is of no use after its last day', () => {
    const exceptions = exceptionsOf(except({ beginning: 'acme/', until: '2020-01-01' }));
    expect(exceptions.for('VM-II-01', CI, 'acme/setup is used')).toBeUndefined();
    expect(exceptions.notices(true)).toMatchObject([
      { message: 'The exception from VM-II-01 of what begins with "acme/" ended on 2020-01-01.' },
    ]);
  });

  it('excepts nothing while nothing begins so, and says it', () => {
    const exceptions = exceptionsOf(except({ beginning: 'acme/', paths: [CI] }));
    exceptions.for('VM-II-01', CI, 'evil/x is used');
    expect(exceptions.notices(true)).toEqual([
      {
        message: `The exception from VM-II-01 for ${CI} of what begins with "acme/" excepts nothing.`,
        remedy: 'Remove it.',
      },
    ]);
    expect(exceptions.notices(false)).toEqual([]);
    exceptions.for('VM-II-01', CI, 'acme/setup is used');
    expect(exceptions.notices(true)).toEqual([]);
  });
});

describe('exceptions without one', () => {
  it('are each of use when they mean the same path', () => {
    const [first, second] = [except({ paths: ['.github'] }), except({ paths: [CI] })];
    const exceptions = exceptionsOf(first, second);
    expect(exceptions.for('VM-II-01', CI, 'evil/x is used')).toBe(first);
    expect(exceptions.notices(true)).toEqual([]);
  });
});
