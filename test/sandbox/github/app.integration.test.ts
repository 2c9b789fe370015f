import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAppAuth } from '@octokit/auth-app';
import type { Octokit } from '@octokit/rest';
import { Webhooks } from '@octokit/webhooks';
import { type RegisteredApp, startGitHub } from '../../../sandbox/github/index.ts';
import { ALL_EVENTS, ALL_PERMISSIONS, appOctokit, userOctokit, withGitHub } from './with-github.ts';

const sandbox = withGitHub();
const PLATFORM = { owner: 'acme', repo: 'platform' };

interface Received {
  readonly id: string;
  readonly name: string;
  readonly payload: Record<string, unknown>;
}

/** An app's webhook endpoint that accepts only what octokit's own verification accepts. */
class Inbox {
  readonly received: Received[] = [];
  refuse = false;
  readonly #webhooks = new Webhooks({ secret: 'it is secret' });
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void this.#take(request.headers, Buffer.concat(chunks).toString()).then((status) => {
        response.writeHead(status).end('ok');
      });
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(headers: NodeJS.Dict<string | string[]>, body: string): Promise<number> {
    if (this.refuse) return 500;
    if (!(await this.#webhooks.verify(body, String(headers['x-hub-signature-256'])))) return 400;
    const payload = JSON.parse(body) as Record<string, unknown>;
    this.received.push({
      id: String(headers['x-github-delivery']),
      name: String(headers['x-github-event']),
      payload,
    });
    return 200;
  }

  names(): string[] {
    return this.received.map(({ name, payload }) =>
      typeof payload['action'] === 'string' ? `${name}.${payload['action']}` : name,
    );
  }

  clear(): void {
    this.received.length = 0;
  }
}

const inbox = new Inbox();
let app: RegisteredApp;
let installationId: number;
let itself: Octokit;
let bot: Octokit;

beforeAll(async () => {
  const { github, ada } = sandbox.world;
  const webhookUrl = await inbox.start();
  app = github.registerApp({
    slug: 'vaultmesh',
    webhookUrl,
    webhookSecret: 'it is secret',
    permissions: ALL_PERMISSIONS,
    events: ALL_EVENTS,
  });
  await ada.repos.createInOrg({ org: 'acme', name: 'platform', auto_init: true });
  installationId = github.installApp({ slug: 'vaultmesh', account: 'acme' }).id;
  itself = appOctokit(github, app);
  bot = appOctokit(github, app, installationId);
  await github.idle();
});

afterAll(() => inbox.stop());

describe('an app', () => {
  it('proves who it is by a JWT and finds its installations', async () => {
    expect((await itself.apps.getAuthenticated()).data).toMatchObject({ id: app.id, slug: 'vaultmesh' });
    expect((await itself.apps.listInstallations()).data.map((one) => one.id)).toEqual([installationId]);
    expect((await itself.apps.getOrgInstallation({ org: 'acme' })).data.repository_selection).toBe('all');
    expect((await itself.apps.getRepoInstallation(PLATFORM)).data.id).toBe(installationId);
    expect((await bot.apps.listReposAccessibleToInstallation()).data.total_count).toBeGreaterThan(0);
    await expect(sandbox.world.ada.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });

  it('is refused with a key that is not its own, and without the right claims', async () => {
    const { github } = sandbox.world;
    const other = github.registerApp({ ...registration, slug: 'other' });
    const impostor = appOctokit(github, { id: app.id, privateKey: other.privateKey });
    await expect(impostor.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
    const late = await createAppAuth({ appId: app.id, privateKey: app.privateKey })({ type: 'app' });
    const [head, , signature] = late.token.split('.');
    const forged = Buffer.from(JSON.stringify({ iss: app.id, iat: 1, exp: 99_999_999_999 })).toString(
      'base64url',
    );
    const jwt = [head, forged, signature].join('.');
    await expect(userOctokit(github, jwt).apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });

  it('narrows a token to permissions and repositories, and no further than it may', async () => {
    const { github, ada } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'other', private: true, auto_init: true });
    const { data } = await itself.apps.createInstallationAccessToken({
      installation_id: installationId,
      repositories: ['platform'],
      permissions: { contents: 'read' },
    });
    expect(data).toMatchObject({
      repository_selection: 'selected',
      permissions: { contents: 'read', metadata: 'read' },
    });
    const narrow = userOctokit(github, data.token);
    await narrow.repos.getContent({ ...PLATFORM, path: 'README.md' });
    await expect(narrow.issues.create({ ...PLATFORM, title: 'x' })).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
    });
    await expect(narrow.repos.get({ owner: 'acme', repo: 'other' })).rejects.toMatchObject({ status: 404 });
    await expect(
      itself.apps.createInstallationAccessToken({
        installation_id: installationId,
        permissions: { pages: 'write' },
      }),
    ).rejects.toMatchObject({ status: 422 });
    await narrow.apps.revokeInstallationAccessToken();
    await expect(narrow.repos.get(PLATFORM)).rejects.toMatchObject({ status: 401 });
  });

  it('needs `workflows` to change workflow files', async () => {
    const { data } = await itself.apps.createInstallationAccessToken({
      installation_id: installationId,
      permissions: { contents: 'write' },
    });
    const writer = userOctokit(sandbox.world.github, data.token);
    const file = { ...PLATFORM, path: '.github/workflows/ci.yml', message: 'w', content: 'b246IHB1c2g=' };
    await expect(writer.repos.createOrUpdateFileContents(file)).rejects.toMatchObject({ status: 403 });
    expect((await bot.repos.createOrUpdateFileContents(file)).status).toBe(201);
  });

  it('loses its token after an hour, and its JWT when it is too old', async () => {
    let now = Date.now();
    const github = await startGitHub({ clock: () => new Date(now) });
    try {
      github.createOrganization({ login: 'acme', members: {} });
      const registered = github.registerApp({ ...registration, slug: 'timely' });
      const { id } = github.installApp({ slug: 'timely', account: 'acme' });
      const timely = appOctokit(github, registered);
      const { data } = await timely.apps.createInstallationAccessToken({ installation_id: id });
      const client = userOctokit(github, data.token);
      expect((await client.apps.listReposAccessibleToInstallation()).data.total_count).toBe(0);
      now += 3_600_000;
      await expect(client.apps.listReposAccessibleToInstallation()).rejects.toMatchObject({ status: 401 });
      await expect(timely.apps.getAuthenticated()).rejects.toMatchObject({
        status: 401,
        message: expect.stringContaining("'Expiration time' claim"),
      });
    } finally {
      await github.stop();
    }
  });
});

const registration = {
  webhookUrl: 'http://127.0.0.1:9/',
  webhookSecret: 'x',
  permissions: ALL_PERMISSIONS,
  events: ALL_EVENTS,
};

describe('webhooks', () => {
  it('are signed, named and complete for a whole story', async () => {
    const { github, ada } = sandbox.world;
    inbox.clear();
    const issue = await ada.issues.create({ ...PLATFORM, title: 'Spawn' });
    await ada.issues.createComment({ ...PLATFORM, issue_number: issue.data.number, body: '/spawn a' });
    await ada.repos.createInOrg({ org: 'acme', name: 'a', auto_init: true });
    const place = { owner: 'acme', repo: 'a' };
    const head = await ada.git.getRef({ ...place, ref: 'heads/main' });
    await ada.git.createRef({ ...place, ref: 'refs/heads/adr', sha: head.data.object.sha });
    const file = { ...place, branch: 'adr', path: 'adr.md', message: 'ADR', content: 'eA==' };
    await ada.repos.createOrUpdateFileContents(file);
    const pull = await ada.pulls.create({ ...place, title: 'ADR', head: 'adr', base: 'main' });
    await ada.repos.createOrUpdateFileContents({ ...file, path: 'b.md' });
    await ada.pulls.merge({ ...place, pull_number: pull.data.number });
    await ada.git.deleteRef({ ...place, ref: 'heads/adr' });
    const release = await ada.repos.createRelease({ ...place, tag_name: 'v1', draft: true });
    await ada.repos.updateRelease({ ...place, release_id: release.data.id, draft: false });
    const check = await bot.checks.create({ ...place, name: 'covenant', head_sha: head.data.object.sha });
    await bot.checks.update({ ...place, check_run_id: check.data.id, conclusion: 'success' });
    await ada.issues.update({ ...PLATFORM, issue_number: issue.data.number, state: 'closed' });
    await github.idle();
    expect(inbox.names().sort()).toEqual(
      [
        'issues.opened',
        'issue_comment.created',
        'installation_repositories.added',
        'repository.created',
        'create',
        'push',
        'check_suite.requested',
        'create',
        'push',
        'push',
        'check_suite.requested',
        'check_suite.requested',
        'pull_request.opened',
        'push',
        'check_suite.requested',
        'pull_request.synchronize',
        'push',
        'check_suite.requested',
        'pull_request.closed',
        'delete',
        'push',
        'create',
        'push',
        'release.published',
        'release.released',
        'check_run.created',
        'check_run.completed',
        'check_suite.completed',
        'issues.closed',
      ].sort(),
    );
    const comment = inbox.received.find((one) => one.name === 'issue_comment');
    expect(comment?.payload).toMatchObject({
      comment: { body: '/spawn a' },
      sender: { login: 'ada' },
      organization: { login: 'acme' },
      installation: { id: installationId },
    });
    const merged = inbox.received.find(
      (one) => one.payload['action'] === 'closed' && one.name === 'pull_request',
    );
    expect(merged?.payload).toMatchObject({ pull_request: { merged: true, base: { ref: 'main' } } });
  });

  it('are sent again with the same id when the app asks for it', async () => {
    const { github, ada } = sandbox.world;
    inbox.clear();
    inbox.refuse = true;
    await ada.issues.create({ ...PLATFORM, title: 'Lost' });
    await github.idle();
    inbox.refuse = false;
    const { data } = await itself.apps.listWebhookDeliveries({ per_page: 1 });
    expect(data).toMatchObject([{ event: 'issues', action: 'opened', status_code: 500, redelivery: false }]);
    const [failed] = data;
    const delivery_id = failed?.id ?? 0;
    const shown = await itself.apps.getWebhookDelivery({ delivery_id });
    expect(shown.data.request.payload).toMatchObject({ issue: { title: 'Lost' } });
    await itself.apps.redeliverWebhookDelivery({ delivery_id });
    await github.idle();
    expect(inbox.received.map((one) => one.id)).toEqual([failed?.guid]);
    const after = await itself.apps.listWebhookDeliveries({ per_page: 1 });
    expect(after.data).toMatchObject([{ status_code: 200, redelivery: true }]);
  });

  it('come twice, in another order or not at all when a fault is planned', async () => {
    const { github, ada } = sandbox.world;
    inbox.clear();
    github.faults.onDelivery({ kind: 'duplicate', event: 'issues' });
    github.faults.onDelivery({ kind: 'drop', event: 'issues', after: 1 });
    for (const title of ['twice', 'never', 'once']) await ada.issues.create({ ...PLATFORM, title });
    await github.idle();
    const titles = (): unknown[] =>
      inbox.received.map((one) => (one.payload['issue'] as { title: string }).title).sort();
    expect(titles()).toEqual(['once', 'twice', 'twice']);
    inbox.clear();
    github.faults.onDelivery({ kind: 'reorder', event: 'issues' });
    await ada.issues.create({ ...PLATFORM, title: 'first' });
    await ada.repos.createRelease({ ...PLATFORM, tag_name: 'later' });
    await github.idle();
    expect(inbox.names().at(-1)).not.toBe('push');
    expect(inbox.names()).toContain('issues.opened');
    expect(github.faults.happened).toEqual(['duplicate', 'drop', 'reorder']);
  });

  it('tell of repositories that are added to a selection', async () => {
    const { github, ada, bob } = sandbox.world;
    const other = github.registerApp({ ...registration, slug: 'choosy' });
    const chosen = github.installApp({ slug: 'choosy', account: 'acme', repositories: ['platform'] });
    const reader = appOctokit(github, other, chosen.id);
    expect((await reader.apps.listReposAccessibleToInstallation()).data.total_count).toBe(1);
    const { data } = await ada.repos.get({ owner: 'acme', repo: 'a' });
    const change = { installation_id: chosen.id, repository_id: data.id };
    const route = 'PUT /user/installations/{installation_id}/repositories/{repository_id}';
    await expect(bob.request(route, change)).rejects.toMatchObject({ status: 403 });
    await ada.request(route, change);
    expect((await reader.apps.listReposAccessibleToInstallation()).data.total_count).toBe(2);
  });
});
