import { beforeAll, describe, expect, it } from '@jest/globals';
import { REST_ROUTES } from '../../../sandbox/github/rest/index.ts';
import { appOctokit, withGitHub } from './with-github.ts';

const sandbox = withGitHub();
let token: string;

beforeAll(async () => {
  const { ada, github } = sandbox.world;
  await ada.repos.createInOrg({ org: 'acme', name: 'guarded', auto_init: true });
  const webhook = { webhookUrl: 'http://127.0.0.1:9/', webhookSecret: 'x' };
  const app = github.registerApp({ slug: 'powerless', ...webhook, permissions: {}, events: [] });
  const { id } = github.installApp({ slug: 'powerless', account: 'acme' });
  const { data } = await appOctokit(github, app).apps.createInstallationAccessToken({ installation_id: id });
  token = data.token;
});

const guarded = REST_ROUTES.filter(({ guard }) => guard.who === 'repository' || guard.who === 'organization')
  .filter(({ guard }) => 'needs' in guard && !guard.needs.includes('metadata:read'))
  .map(({ method, template, guard }) => ({ method, template, needs: 'needs' in guard ? guard.needs : [] }));

describe('an installation token without permissions', () => {
  it.each(guarded)('may not $method $template', async ({ method, template, needs }) => {
    const path = template
      .replace('{owner}', 'acme')
      .replace('{repo}', 'guarded')
      .replace('{org}', 'acme')
      .replace(/\{[^}]*\}/g, '1');
    const response = await fetch(`${sandbox.world.github.apiUrl}${path}`, {
      method,
      headers: { authorization: `token ${token}` },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ message: 'Resource not accessible by integration' });
    const accepted = needs.map((need) => need.replace(':', '=')).join('; ');
    expect(response.headers.get('x-accepted-github-permissions')).toBe(accepted);
  });
});

describe('a person without a role', () => {
  it('cannot tell a private repository from none, and may read a public one', async () => {
    const { ada, bob } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'hidden', private: true, auto_init: true });
    const hidden = { owner: 'acme', repo: 'hidden' };
    await expect(bob.repos.get(hidden)).rejects.toMatchObject({ status: 404 });
    await expect(bob.repos.replaceAllTopics({ ...hidden, names: [] })).rejects.toMatchObject({ status: 404 });
    const open = { owner: 'acme', repo: 'guarded' };
    expect((await bob.repos.get(open)).status).toBe(200);
    await expect(bob.repos.replaceAllTopics({ ...open, names: [] })).rejects.toMatchObject({ status: 403 });
  });
});
