import { describe, expect, it } from '@jest/globals';
import { allCommands } from '../../../app/commands/all-commands.ts';
import { closest } from '../../../app/commands/closest.ts';
import { parseCommand } from '../../../app/commands/parse-command.ts';

const commands = ['spawn', 'help', 'record', 'timeline'];

it('finds the word that has a letter too many, too few, wrong or swapped', () => {
  expect(closest('spaawn', commands)).toBe('spawn');
  expect(closest('hlp', commands)).toBe('help');
  expect(closest('recerd', commands)).toBe('record');
  expect(closest('psawn', commands)).toBe('spawn');
  expect(closest('Spwan', commands)).toBe('spawn');
});

it('finds a long one with two letters wrong, if it begins with the same', () => {
  expect(closest('timelnei', commands)).toBe('timeline');
  expect(closest('rekort', commands)).toBe('record');
  expect(closest('dimelime', commands)).toBeUndefined();
});

it('is quick to see that a word as long as a comment is none of them', () => {
  const began = performance.now();
  for (let n = 0; n < 20; n++) expect(closest('x'.repeat(65_000), commands)).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(1000);
});

it('does not guess', () => {
  expect(closest('lgtm', commands)).toBeUndefined();
  expect(closest('hold', commands)).toBeUndefined();
  expect(closest('spin', commands)).toBeUndefined();
  expect(closest('approve', commands)).toBeUndefined();
  expect(closest('', commands)).toBeUndefined();
});

/** Other programs' commands in comments, but for those that are named as one of ours. */
const OTHERS = {
  prow: `add-label area assign auto-cc bark bug cc check-cla check-dco cherry-pick cherrypick close committee dco easycla
    edit-test good-first-issue hold honk integration jira joke kind label language lgtm lifecycle lock meow meowvie merge-method
    milestone ok-to-test override payload pipeline pony priority project ready refresh release-note release-note-none
    remove-approve remove-area remove-bug remove-help remove-kind remove-label remove-lgtm remove-lifecycle remove-priority
    remove-sig reopen rerun restart retest retest-required retitle shrug sig skip status stage sync-cla test test-required
    tide title transfer transfer-issue triage unassign uncc undo unhold unlock verify-owners verified wg woof working`,
  'dependabot and renovate':
    'rebase recreate merge squash cancel close reopen ignore unignore show upgrade review',
  GitHub:
    'alerts code details note saved-replies table tasklist template tasks important warning caution tip',
  'deployments and others': `deploy rollback promote run plan apply unlock destroy azp backport format lint build ci preview ask
    describe improve review update_changelog similar_issue generate_labels add_docs analyze implement summary resolve pause resume
    snooze close duplicate due estimate spend todo done draft subscribe unsubscribe unapprove remove_milestone rerun-all`,
};

describe('an answer is never given to a command of', () => {
  const grammars = allCommands().map(({ grammar }) => grammar);
  it.each(Object.entries(OTHERS))('%s', (_, names) => {
    const answered = names.split(/\s+/).filter((name) => parseCommand(`/${name} it`, grammars) !== undefined);
    expect(answered).toEqual([]);
  });
});
