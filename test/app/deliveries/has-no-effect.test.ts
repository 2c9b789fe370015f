import { describe, expect, it } from '@jest/globals';
import { hasNoEffect } from '../../../app/deliveries/has-no-effect.ts';

const run = (payload: object) =>
  hasNoEffect({ event: 'workflow_run', payload: { installation: {}, ...payload } });

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
    hasNoEffect({ event: 'issue_comment', payload: { action, comment: { body }, installation: {} } });

  it('a new one that begins with a command is taken in', () => {
    expect(comment('/help')).toBe(false);
  });

  it('all others are turned away at the door', () => {
    expect([comment('/help', 'edited'), comment('Hello /help'), comment(7), comment(undefined)]).toEqual(
      Array(4).fill(true),
    );
  });
});

describe('of other events', () => {
  const passed = (event: string, payload: object) => hasNoEffect({ event, payload });

  it('those that a handler answers are taken in', () => {
    expect(passed('push', { installation: {} })).toBe(false);
    expect(passed('pull_request', { action: 'opened', installation: {} })).toBe(false);
  });

  it('those that none answers are turned away at the door', () => {
    expect(passed('ping', { installation: {} })).toBe(true);
    expect(passed('pull_request', { action: 'labeled', installation: {} })).toBe(true);
    expect(passed('push', { action: 'created', installation: {} })).toBe(true);
    // Of a webhook that somebody set up for the repository alone.
    expect(passed('push', {})).toBe(true);
  });
});

it('an issue of a form of ours is taken in, and no other', () => {
  const issue = (body: unknown) =>
    hasNoEffect({ event: 'issues', payload: { action: 'opened', issue: { body }, installation: {} } });
  expect([issue('### /spawn\n\nx'), issue('It is broken'), issue(null)]).toEqual([false, true, true]);
});
