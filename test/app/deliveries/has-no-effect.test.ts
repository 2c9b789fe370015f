import { describe, expect, it } from '@jest/globals';
import { hasNoEffect } from '../../../app/deliveries/has-no-effect.ts';

const run = (payload: object) => hasNoEffect({ event: 'workflow_run', payload });

describe('of the runs of workflows', () => {
  const workflow = { path: '.github/workflows/vaultmesh-record.yml' };

  it('one of the record workflow that has ended is taken in', () => {
    expect(run({ action: 'completed', workflow })).toBe(false);
  });

  it.each<[string, object]>([
    ['one that was begun', { action: 'requested', workflow }],
    ['one of another workflow', { action: 'completed', workflow: { path: '.github/workflows/ci.yml' } }],
    ['one of a workflow that is gone', { action: 'completed', workflow: null }],
    ['one of which nothing is told', {}],
  ])('%s is turned away at the door', (_, payload) => {
    expect(run(payload)).toBe(true);
  });
});

describe('of comments', () => {
  const comment = (body: unknown, action = 'created') =>
    hasNoEffect({ event: 'issue_comment', payload: { action, comment: { body } } });

  it('a new one that begins with a command is taken in', () => {
    expect(comment('/help')).toBe(false);
  });

  it('all others are turned away at the door', () => {
    expect([comment('/help', 'edited'), comment('Hello /help'), comment(7), comment(undefined)]).toEqual(
      Array(4).fill(true),
    );
  });
});

it('other events are for their handlers', () => {
  expect(hasNoEffect({ event: 'push', payload: {} })).toBe(false);
});
