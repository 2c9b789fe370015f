import { describe, expect, it } from '@jest/globals';
import { hasNoEffect } from '../../../app/deliveries/has-no-effect.ts';

const installation = { id: 3 };
const run = (payload: object) =>
  hasNoEffect({ event: 'workflow_run', payload: { installation, ...payload } });

describe('of the runs of workflows', () => {
  const workflow = { path: '.github/workflows/vaultmesh-record.yml' };

  it.each(['vaultmesh-record.yml', 'release.yml'])('one of %s that has ended is taken in', (name) => {
    expect(run({ action: 'completed', workflow: { path: `.github/workflows/${name}` } })).toBe(false);
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
    hasNoEffect({ event: 'issue_comment', payload: { installation, action, comment: { body } } });

  it('a new one that begins with a command is taken in', () => {
    expect(comment('/help')).toBe(false);
  });

  it('all others are turned away at the door', () => {
    expect([comment('/help', 'edited'), comment('Hello /help'), comment(7), comment(undefined)]).toEqual(
      Array(4).fill(true),
    );
  });
});

describe('of issues', () => {
  const issue = (body: unknown, action = 'opened') =>
    hasNoEffect({ event: 'issues', payload: { installation, action, issue: { body } } });

  it('a new one that the form of a command may have made is taken in', () => {
    expect(issue('### /spawn: Name\n\nmy-service')).toBe(false);
  });

  it('all others are turned away at the door', () => {
    const form = '### /spawn: Name\n\nmy-service';
    expect([issue(form, 'edited'), issue(`> ${form}`), issue('### Name'), issue(null)]).toEqual(
      Array(4).fill(true),
    );
  });
});

describe('of pushes', () => {
  const push = (ref: unknown) => hasNoEffect({ event: 'push', payload: { installation, ref } });

  it('one to the branch of a ledger is taken in', () => {
    expect(push('refs/heads/ledger')).toBe(false);
  });

  it('all others are turned away at the door', () => {
    expect(['refs/heads/main', 'refs/tags/ledger', 'refs/heads/ledger-2', undefined].map(push)).toEqual(
      Array(4).fill(true),
    );
  });
});

describe('of the checks that GitHub asks for', () => {
  const suite = (check_suite: object, action = 'requested') =>
    hasNoEffect({ event: 'check_suite', payload: { installation, action, check_suite } });

  it('those of a branch without a pull request are turned away at the door', () => {
    expect(suite({ head_branch: 'main', pull_requests: [] })).toBe(true);
  });

  it.each<[string, object, string]>([
    ['of a pull request', { head_branch: 'change', pull_requests: [{ number: 1 }] }, 'requested'],
    ['of a commit that may be that of a fork', { head_branch: null, pull_requests: [] }, 'requested'],
    ['that somebody asks for again', { head_branch: 'main', pull_requests: [] }, 'rerequested'],
    ['of which something is missing', { head_branch: 'main' }, 'requested'],
  ])('those %s are taken in', (_, about, action) => {
    expect(suite(about, action)).toBe(false);
  });
});
