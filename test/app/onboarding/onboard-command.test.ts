import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { commentEvent, ownComment } from '../fixtures/comment-event.ts';
import { API, startedApp } from '../fixtures/started-app.ts';

const SHOP = '/repos/acme/shop';

let app: Probot;
let answers: string[];
/** What the app writes, but for its answer and reactions. */
let writes: string[];
beforeEach(async () => {
  app = await startedApp();
  answers = [];
  writes = [];
  const isWrite = (path: string): boolean => (writes.push(path), true);
  const repository = {
    node_id: 'R_1',
    default_branch: 'main',
    html_url: 'http://x/acme/shop',
    private: true,
  };
  nock(API)
    .persist()
    .get(/\/contents\/\.github%2Fvaultmesh\.yml$/)
    .reply(404, { message: 'Not Found' })
    .get('/repos/acme/platform/commits')
    .query(true)
    .reply(200, [])
    .get(SHOP)
    .reply(200, repository)
    .get('/app')
    .reply(200, { slug: 'vaultmesh' })
    .get(`${SHOP}/issues/1/comments`)
    .query(true)
    .reply(200, () => answers.map((body, index) => ownComment(200 + index, body)))
    .post(`${SHOP}/issues/comments/99/reactions`)
    .reply(201, {})
    .post(`${SHOP}/issues/1/comments`)
    .reply(201, async (request: Request) => {
      answers.push(((await request.json()) as { body: string }).body);
      return ownComment(199 + answers.length, answers.at(-1) ?? '');
    })
    .post(/\/(?:git|pulls|graphql|environments|rulesets)/)
    .reply(500, (request: Request) => void isWrite(request.url))
    .put(/./)
    .reply(500, (request: Request) => void isWrite(request.url));
});
afterEach(() => {
  expect(writes).toEqual([]);
  nock.cleanAll();
});

/** What maria is in a repository. */
const roleIs = (repo: string, role: string) =>
  nock(API).get(`/repos/acme/${repo}/collaborators/maria/permission`).reply(200, { role_name: role });

/** The pull request of the app, which asks whether the repository wants to keep records. */
const ASKED = {
  ...{ number: 5, html_url: 'http://x/acme/shop/pull/5', merged_at: null, merge_commit_sha: null },
  user: { type: 'Bot', login: 'vaultmesh[bot]' },
  head: { ref: 'vaultmesh/onboarding', repo: { full_name: 'acme/shop' } },
  base: { ref: 'main', repo: { full_name: 'acme/shop' } },
};

/** Pull requests from the branch of onboarding, and none from any other. */
function pullsAre(...pulls: object[]): void {
  nock(API)
    .persist()
    .get(`${SHOP}/pulls`)
    .query(({ state, head }) => state === 'open' && head === 'acme:vaultmesh/onboarding')
    .reply(200, pulls)
    .get(`${SHOP}/pulls`)
    .query(({ state }) => state === 'all')
    .reply(200, []);
}

const give = async (body: string): Promise<string> => {
  await app.receive(commentEvent(body, { repository: 'shop' }));
  return answers.join('\n');
};

describe('beside the open question of the app', () => {
  it.each(['/adopt ledger', '/adopt ledger --dry-run'])('%s names it, and makes nothing', async (body) => {
    roleIs('platform', 'write');
    pullsAre(ASKED);
    const answer = await give(body);
    expect(answer).toContain('state=refused');
    expect(answer).toContain(
      '[Pull request #5](http://x/acme/shop/pull/5) of this app is open and brings the same files. Merge that',
    );
  });

  it.each([
    ['a person', { user: { type: 'User', login: 'otto' } }],
    ['another app', { user: { type: 'Bot', login: 'other[bot]' } }],
    ['a fork', { head: { ref: 'vaultmesh/onboarding', repo: { full_name: 'otto/shop' } } }],
    ['the app into another branch', { base: { ref: 'old', repo: { full_name: 'acme/shop' } } }],
  ])('that of %s is not taken for it', async (_, other) => {
    roleIs('platform', 'write');
    pullsAre({ ...ASKED, ...other });
    nock(API).get(`${SHOP}/git/ref/heads%2Fmain`).reply(404, { message: 'Not Found' });
    expect(await give('/adopt ledger --dry-run')).toContain('acme/shop has no commit yet.');
  });

  it('/onboard by who may write in the repository names it too', async () => {
    roleIs('shop', 'write');
    pullsAre(ASKED);
    const answer = await give('/onboard');
    expect(answer).toContain('state=done');
    expect(answer).toContain('[Pull request #5](http://x/acme/shop/pull/5) proposes it.');
  });
});

it('/onboard is refused to who may only read the repository, whatever they are in platform', async () => {
  roleIs('shop', 'read');
  roleIs('platform', 'admin');
  expect(await give('/onboard')).toContain(
    'This takes the role write, maintain or admin in acme/shop; yours there is "read".',
  );
});
