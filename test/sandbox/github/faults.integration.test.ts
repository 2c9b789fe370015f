import { describe, expect, it } from '@jest/globals';
import { withGitHub } from './with-github.ts';

const sandbox = withGitHub();
const ISSUES = { method: 'POST', route: '/repos/{owner}/{repo}/issues' };

async function place(name: string): Promise<{ owner: string; repo: string }> {
  await sandbox.world.ada.repos.createInOrg({ org: 'acme', name, auto_init: true });
  return { owner: 'acme', repo: name };
}

describe('a planned fault', () => {
  it('is a secondary limit with Retry-After, and nothing is done', async () => {
    const { ada, github } = sandbox.world;
    const here = await place('limited');
    github.faults.onRequest({ kind: 'secondary-limit', ...ISSUES, retryAfter: 7 });
    await expect(ada.issues.create({ ...here, title: 'x' })).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('secondary rate limit'),
      response: { headers: { 'retry-after': '7' } },
    });
    expect((await ada.issues.create({ ...here, title: 'x' })).data.number).toBe(1);
  });

  it('is a 502 as often as asked, after as many good answers as asked', async () => {
    const { ada, github } = sandbox.world;
    const here = await place('flaky');
    github.faults.onRequest({ kind: 'server-error', ...ISSUES, after: 1, times: 2 });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const status = await ada.issues.create({ ...here, title: 'x' }).then(
        (answer) => answer.status,
        (error: unknown) => (error as { status: number }).status,
      );
      statuses.push(status);
    }
    expect(statuses).toEqual([201, 502, 502, 201]);
  });

  it.each([
    ['rate-limit', { status: 429, response: { headers: { 'retry-after': '1' } } }],
    ['refusal', { status: 403, message: expect.stringContaining('not accessible by integration') }],
    ['invalid', { status: 422 }],
    ['lost-request', { status: 500 }],
    ['hang', { status: 500 }],
  ] as const)('is a %s, and nothing is done', async (kind, rejection) => {
    const { ada, github } = sandbox.world;
    const here = await place(`broken-${kind}`);
    github.faults.onRequest({ kind, ...ISSUES });
    const request = { signal: AbortSignal.timeout(500) };
    await expect(ada.issues.create({ ...here, title: 'x', request })).rejects.toMatchObject(rejection);
    expect((await ada.issues.listForRepo(here)).data).toEqual([]);
  });

  // Octokit gives an answer that breaks off as an empty one.
  it.each(['stall', 'drip', 'flood', 'cut'] as const)('is a body that never ends well: %s', async (kind) => {
    const { ada, github } = sandbox.world;
    const here = await place(`endless-${kind}`);
    github.faults.onRequest({ kind });
    const answer = await fetch(`${github.apiUrl}/repos/acme/${here.repo}`, {
      signal: AbortSignal.timeout(500),
    });
    expect(answer.status).toBe(200);
    await expect(answer.arrayBuffer()).rejects.toHaveProperty('message');
    expect((await ada.repos.get(here)).data.name).toBe(here.repo);
  });

  it('is a page instead of JSON, or half of the JSON', async () => {
    const { ada, github } = sandbox.world;
    const here = await place('odd');
    github.faults.onRequest({ kind: 'garbage', ...ISSUES });
    expect((await ada.issues.create({ ...here, title: 'x' })).data).toEqual(
      expect.stringContaining('<html>'),
    );
    github.faults.onRequest({ kind: 'truncated', ...ISSUES });
    expect((await ada.issues.create({ ...here, title: 'Made' })).data).toEqual(
      expect.stringMatching(/^\{.*[^}]$/s),
    );
    expect((await ada.issues.listForRepo(here)).data.map((one) => one.title)).toEqual(['Made']);
  });

  it('loses the answer of a write that took effect', async () => {
    const { ada, github } = sandbox.world;
    const here = await place('lost');
    github.faults.onRequest({ kind: 'lost-answer', ...ISSUES });
    await expect(ada.issues.create({ ...here, title: 'Made' })).rejects.toMatchObject({ status: 500 });
    expect((await ada.issues.listForRepo(here)).data.map((one) => one.title)).toEqual(['Made']);
  });

  it('moves the branch under a writer', async () => {
    const { ada, github } = sandbox.world;
    const here = await place('moved');
    const { data } = await ada.git.getRef({ ...here, ref: 'heads/main' });
    const commit = await ada.git.createCommit({
      ...here,
      message: 'Mine',
      tree: (await ada.git.getCommit({ ...here, commit_sha: data.object.sha })).data.tree.sha,
      parents: [data.object.sha],
    });
    github.faults.onRequest({ kind: 'stale-head', method: 'PATCH' });
    await expect(
      ada.git.updateRef({ ...here, ref: 'heads/main', sha: commit.data.sha }),
    ).rejects.toMatchObject({
      status: 422,
    });
    expect((await ada.repos.listCommits(here)).data[0]?.commit.message).toBe('Concurrent change');
  });

  it('is forgotten when the plan is cleared', async () => {
    const { ada, github } = sandbox.world;
    const here = await place('clear');
    github.faults.onRequest({ kind: 'server-error', times: 100 });
    github.faults.clear();
    expect((await ada.repos.get(here)).status).toBe(200);
  });
});
