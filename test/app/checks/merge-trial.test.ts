import { describe, expect, it } from '@jest/globals';
import type { PullRequestAnswer } from '../../../app/checks/checked-pull-request.ts';
import { type MergeReader, mergeTrial, type TrialOptions } from '../../../app/checks/merge-trial.ts';

const PLACE = { owner: 'acme', repo: 'app' };
const HEAD = 'a'.repeat(40);
const MERGE = 'c'.repeat(40);
const BASE = 'b'.repeat(40);

const pull = (changes: Partial<PullRequestAnswer> = {}): PullRequestAnswer => ({
  ...{ number: 2, state: 'open', title: 'Do it', body: null, commits: 1 },
  mergeable: true,
  merge_commit_sha: MERGE,
  head: { ref: 'topic', sha: HEAD, repo: { full_name: 'acme/app' } },
  base: { ref: 'main', sha: BASE, repo: { full_name: 'acme/app', default_branch: 'main', node_id: 'R_1' } },
  ...changes,
});

/** What comes of a pull request that GitHub shows like this, one answer after the other, and how often was waited. */
async function tried(
  answers: readonly PullRequestAnswer[],
  merged: readonly string[] = [HEAD],
  { formerBase, formerHead }: Pick<TrialOptions, 'formerBase' | 'formerHead'> = {},
) {
  let asked = 0;
  let looked = 0;
  let waited = 0;
  const client: MergeReader = {
    rest: {
      pulls: { get: () => Promise.resolve({ data: answers[Math.min(asked++, answers.length - 1)]! }) },
      git: {
        getCommit: () => {
          const head = merged[Math.min(looked++, merged.length - 1)]!;
          return Promise.resolve({ data: { parents: [{ sha: BASE }, { sha: head }] } });
        },
      },
    },
  };
  const { trial } = await mergeTrial(client, PLACE, 2, {
    ...{ formerBase, formerHead },
    pause: () => Promise.resolve(waited++),
  });
  return { trial, waited };
}

describe('the merge of a pull request for trying', () => {
  it('is what GitHub has, with what it goes onto', async () => {
    expect(await tried([pull()])).toEqual({ trial: { commit: MERGE, base: BASE }, waited: 0 });
  });

  it('is waited for while GitHub makes it', async () => {
    const answers = [pull({ mergeable: null }), pull({ mergeable: null }), pull()];
    expect(await tried(answers)).toEqual({ trial: { commit: MERGE, base: BASE }, waited: 2 });
  });

  it('is not that of the commit before', async () => {
    expect(await tried([pull()], ['0'.repeat(40), HEAD])).toEqual({
      ...{ trial: { commit: MERGE, base: BASE }, waited: 1 },
    });
  });

  it('is not that of the commit before, while GitHub shows no other', async () => {
    const [formerHead, mergeable] = ['0'.repeat(40), false];
    const late = pull({ mergeable, head: { ...pull().head, sha: formerHead } });
    expect(await tried([late, late, pull()], [HEAD], { formerHead })).toEqual({
      ...{ trial: { commit: MERGE, base: BASE }, waited: 2 },
    });
    expect(await tried([late], [HEAD], { formerHead })).toMatchObject({ trial: 'unknown' });
  });

  it('is not that into what it went onto before its base was changed', async () => {
    const moved = pull({ base: { ...pull().base, ref: 'next', sha: 'd'.repeat(40) } });
    expect(await tried([moved], [HEAD], { formerBase: BASE })).toMatchObject({ trial: 'unknown' });
    expect(await tried([pull()], [HEAD], { formerBase: BASE })).toMatchObject({ trial: { base: BASE } });
    expect(await tried([moved], [HEAD], { formerBase: 'e'.repeat(40) })).toMatchObject({
      trial: { base: BASE },
    });
  });

  it('is unknown when GitHub does not say in time', async () => {
    const { trial, waited } = await tried([pull({ mergeable: null })]);
    expect(trial).toBe('unknown');
    expect(waited).toBeLessThan(10);
  });

  it('is a conflict when GitHub says so', async () => {
    expect((await tried([pull({ mergeable: false, merge_commit_sha: null })])).trial).toBe('conflict');
  });
});
