import { describe, expect, it } from '@jest/globals';
import { type OpenPullRequestLister, pullRequestsAt } from '../../../app/checks/pull-requests-at.ts';

const PLACE = { owner: 'acme', repo: 'app' };
const COMMIT = 'a'.repeat(40);

/** The pull requests at `COMMIT` in a repository with so many open ones, of which each hundredth is at it; and the calls. */
async function found(open: number) {
  let calls = 0;
  const all = Array.from({ length: open }, (_, n) => ({
    number: n,
    head: { sha: n % 100 === 42 ? COMMIT : 'b'.repeat(40) },
  }));
  const client: OpenPullRequestLister = {
    rest: {
      pulls: {
        list: ({ page, per_page }) => {
          calls++;
          return Promise.resolve({ data: all.slice((page - 1) * per_page, page * per_page) });
        },
      },
    },
  };
  return { numbers: await pullRequestsAt(client, PLACE, COMMIT), calls };
}

describe('the pull requests at a commit', () => {
  it('are those whose newest commit it is', async () => {
    expect(await found(250)).toEqual({ numbers: [42, 142, 242], calls: 3 });
    expect(await found(3)).toEqual({ numbers: [], calls: 1 });
  });

  it('are looked for among a thousand at most', async () => {
    expect((await found(5_000)).calls).toBe(10);
  });
});
