import { describe, expect, it } from '@jest/globals';
import { type BranchUpdate, type RefsUpdater, updateRefs } from '../../../core/github/update-refs.ts';

const repository = { id: 'R_1', name: { owner: 'acme', repo: 'my-service' } };
const updates: readonly BranchUpdate[] = [
  { branch: 'main', before: 'a', after: 'b' },
  { branch: 'copy', before: undefined, after: 'b' },
];

/** A GitHub that refuses, with its branches where `heads` says. */
function refusing(heads: Readonly<Record<string, string>>): RefsUpdater {
  return {
    graphql: () => Promise.reject(new Error('refused')),
    rest: {
      git: {
        getRef: ({ ref }) => {
          const sha = heads[ref.replace('heads/', '')];
          if (sha === undefined) return Promise.reject(Object.assign(new Error('none'), { status: 404 }));
          return Promise.resolve({ data: { object: { sha } } });
        },
      },
    },
  };
}

describe('updateRefs', () => {
  it.each([
    ['a lost answer counts as success', { main: 'b', copy: 'b' }, true],
    ['somebody else moved the first', { main: 'x' }, false],
    ['somebody else made the second', { main: 'a', copy: 'x' }, false],
  ])('%s', async (_, heads, expected) => {
    expect(await updateRefs(refusing(heads), repository, updates)).toBe(expected);
  });

  it('passes on why nothing was changed', async () => {
    await expect(updateRefs(refusing({ main: 'a' }), repository, updates)).rejects.toThrow('refused');
  });
});
