import { expect, it } from '@jest/globals';
import { isFixableBranch } from '../../../app/checks/checked-pull-request.ts';

const pull = (ref: string, head = 'acme/widget') => ({
  head: { ref, sha: 'a'.repeat(40), repo: { full_name: head } },
  base: {
    ...{ ref: 'main', sha: 'b'.repeat(40) },
    repo: { full_name: 'acme/widget', default_branch: 'main', node_id: 'R_1' },
  },
});

it('lets the app mend a branch of the repository itself', () => {
  expect(isFixableBranch(pull('topic'))).toBe(true);
});

it.each([
  ['the default branch', pull('main')],
  ['a ledger', pull('ledger')],
  ['a fork', pull('topic', 'otto/widget')],
  ['a fork that is gone', { ...pull('topic'), head: { ...pull('topic').head, repo: null } }],
])('keeps it from %s', (_, branch) => {
  expect(isFixableBranch(branch)).toBe(false);
});
