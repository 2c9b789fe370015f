import { describe, expect, it } from '@jest/globals';
import sodium from 'libsodium-wrappers';
import { ALL_EVENTS, ALL_PERMISSIONS, appOctokit, userOctokit, withGitHub } from './with-github.ts';

const sandbox = withGitHub();

const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function newRepository(name: string): Promise<{ owner: string; repo: string }> {
  await sandbox.world.ada.repos.createInOrg({ org: 'acme', name, auto_init: true });
  return { owner: 'acme', repo: name };
}

async function headOf(place: { owner: string; repo: string }, branch = 'main'): Promise<string> {
  const { data } = await sandbox.world.ada.git.getRef({ ...place, ref: `heads/${branch}` });
  return data.object.sha;
}

describe('issues', () => {
  it('holds a conversation with reactions', async () => {
    const { ada, bob } = sandbox.world;
    const place = await newRepository('talk');
    const issue = await bob.issues.create({ ...place, title: 'Please', body: 'a service' });
    const at = { ...place, issue_number: issue.data.number };
    const comment = await ada.issues.createComment({ ...at, body: '/spawn it' });
    const on = { ...place, comment_id: comment.data.id };
    await ada.reactions.createForIssueComment({ ...on, content: 'eyes' });
    const again = await ada.reactions.createForIssueComment({ ...on, content: 'eyes' });
    expect(again.status).toBe(200);
    await ada.reactions.createForIssue({ ...at, content: 'rocket' });
    expect((await ada.issues.getComment(on)).data.reactions).toMatchObject({ eyes: 1, total_count: 1 });
    await expect(bob.issues.updateComment({ ...on, body: 'changed' })).rejects.toMatchObject({ status: 403 });
    await ada.issues.updateComment({ ...on, body: '/spawn other' });
    await ada.issues.addLabels({ ...at, labels: ['spawn'] });
    await ada.issues.update({ ...at, state: 'closed', state_reason: 'completed' });
    const { data } = await ada.issues.get(at);
    expect(data).toMatchObject({ state: 'closed', comments: 1, author_association: 'NONE' });
    expect((await ada.issues.listComments(at)).data.map((one) => one.body)).toEqual(['/spawn other']);
    expect((await ada.issues.listCommentsForRepo(place)).data).toHaveLength(1);
    expect((await ada.reactions.listForIssueComment(on)).data).toHaveLength(1);
    await ada.issues.deleteComment(on);
    await expect(ada.issues.getComment(on)).rejects.toMatchObject({ status: 404 });
  });

  it('refuses a comment that is too long', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('long');
    const { data } = await ada.issues.create({ ...place, title: 'x' });
    await expect(
      ada.issues.createComment({ ...place, issue_number: data.number, body: 'x'.repeat(65_537) }),
    ).rejects.toMatchObject({ status: 422 });
  });
});

describe('releases', () => {
  it('drafts, takes assets, publishes with a tag and freezes', async () => {
    const { ada, bob, github } = sandbox.world;
    const place = await newRepository('release');
    await ada.request('PUT /repos/{owner}/{repo}/immutable-releases', place);
    const draft = await ada.repos.createRelease({ ...place, tag_name: 'v1.0.0', draft: true, name: '1.0.0' });
    const at = { ...place, release_id: draft.data.id };
    const asset = await ada.repos.uploadReleaseAsset({
      ...at,
      url: draft.data.upload_url,
      name: 'a.tar.gz',
      data: 'bytes' as unknown as string,
    });
    await expect(bob.repos.getRelease(at)).rejects.toMatchObject({ status: 404 });
    await expect(ada.git.getRef({ ...place, ref: 'tags/v1.0.0' })).rejects.toMatchObject({ status: 404 });
    const published = await ada.repos.updateRelease({ ...at, draft: false });
    expect(published.data).toMatchObject({ draft: false, immutable: true });
    expect((await ada.git.getRef({ ...place, ref: 'tags/v1.0.0' })).data.object.sha).toBe(
      await headOf(place),
    );
    const page = await fetch(asset.data.browser_download_url);
    expect(await page.text()).toBe('bytes');
    const raw = await ada.repos.getReleaseAsset({
      ...place,
      asset_id: asset.data.id,
      headers: { accept: 'application/octet-stream' },
    });
    expect(Buffer.from(raw.data as unknown as ArrayBuffer).toString()).toBe('bytes');
    await expect(
      ada.repos.uploadReleaseAsset({ ...at, url: draft.data.upload_url, name: 'late', data: 'x' }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(ada.repos.deleteReleaseAsset({ ...place, asset_id: asset.data.id })).rejects.toMatchObject({
      status: 422,
    });
    await expect(ada.git.deleteRef({ ...place, ref: 'tags/v1.0.0' })).rejects.toMatchObject({ status: 422 });
    expect((await bob.repos.getReleaseByTag({ ...place, tag: 'v1.0.0' })).data.assets).toHaveLength(1);
    expect((await ada.repos.listReleases(place)).data).toHaveLength(1);
    expect((await ada.repos.listReleaseAssets(at)).data).toHaveLength(1);
    expect((await ada.repos.getLatestRelease(place)).data.tag_name).toBe('v1.0.0');
    await expect(ada.repos.createRelease({ ...place, tag_name: 'v1.0.0' })).rejects.toMatchObject({
      status: 422,
    });
    expect(github.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });
});

describe('secrets, variables and environments', () => {
  it('opens sealed boxes for the runner and shows names only', async () => {
    const { ada, github } = sandbox.world;
    const place = await newRepository('secrets');
    await sodium.ready;
    const seal = (value: string, key: string): string =>
      Buffer.from(sodium.crypto_box_seal(Buffer.from(value), Buffer.from(key, 'base64'))).toString('base64');
    const inLedger = { ...place, environment_name: 'ledger' };
    await ada.repos.createOrUpdateEnvironment({
      ...inLedger,
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    await ada.repos.createDeploymentBranchPolicy({ ...inLedger, name: 'main' });
    await ada.repos.createDeploymentBranchPolicy({ ...inLedger, name: 'v*', type: 'tag' });
    const key = (await ada.actions.getEnvironmentPublicKey(inLedger)).data;
    const sealed = { encrypted_value: seal('the key', key.key), key_id: key.key_id };
    const first = await ada.actions.createOrUpdateEnvironmentSecret({
      ...inLedger,
      secret_name: 'LOG_KEY',
      ...sealed,
    });
    const second = await ada.actions.createOrUpdateEnvironmentSecret({
      ...inLedger,
      secret_name: 'LOG_KEY',
      ...sealed,
    });
    expect([first.status, second.status]).toEqual([201, 204]);
    const repoKey = (await ada.actions.getRepoPublicKey(place)).data;
    await expect(
      ada.actions.createOrUpdateRepoSecret({ ...place, secret_name: 'X', ...sealed, key_id: repoKey.key_id }),
    ).rejects.toMatchObject({ status: 422 });
    const orgKey = (await ada.actions.getOrgPublicKey({ org: 'acme' })).data;
    await ada.actions.createOrUpdateOrgSecret({
      org: 'acme',
      secret_name: 'SHARED',
      visibility: 'all',
      encrypted_value: seal('for all', orgKey.key),
      key_id: orgKey.key_id,
    });
    expect(github.secretsFor(place)).toEqual({ SHARED: 'for all' });
    expect(github.secretsFor({ ...place, environment: 'ledger' })).toEqual({
      SHARED: 'for all',
      LOG_KEY: 'the key',
    });
    expect(
      (await ada.actions.listEnvironmentSecrets(inLedger)).data.secrets.map((one) => Object.keys(one)),
    ).toEqual([['name', 'created_at', 'updated_at']]);
    const allows = (ref: string): boolean =>
      github.environmentAllows({ ...place, environment: 'ledger', ref });
    expect(['refs/heads/main', 'refs/tags/v1', 'refs/heads/v1', 'refs/heads/evil'].map(allows)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect((await ada.repos.getEnvironment(inLedger)).data.name).toBe('ledger');
    expect((await ada.repos.getAllEnvironments(place)).data.total_count).toBe(1);
    expect((await ada.repos.listDeploymentBranchPolicies(inLedger)).data.total_count).toBe(2);
  });

  it('lets the narrower variable win', async () => {
    const { ada, github } = sandbox.world;
    const place = await newRepository('variables');
    await ada.actions.createOrgVariable({ org: 'acme', name: 'TSA', value: 'org', visibility: 'all' });
    expect(github.variablesFor(place)).toMatchObject({ TSA: 'org' });
    await ada.actions.createRepoVariable({ ...place, name: 'TSA', value: 'repo' });
    await ada.actions.updateRepoVariable({ ...place, name: 'TSA', value: 'repo 2' });
    expect(github.variablesFor(place)).toMatchObject({ TSA: 'repo 2' });
    expect((await ada.actions.listRepoVariables(place)).data.variables).toHaveLength(1);
    expect((await ada.actions.getOrgVariable({ org: 'acme', name: 'TSA' })).data.value).toBe('org');
    await expect(ada.actions.createRepoVariable({ ...place, name: 'TSA', value: '' })).rejects.toMatchObject({
      status: 409,
    });
  });
});

describe('checks and workflows', () => {
  it('keeps the check runs of an app and the runs that a runner reports', async () => {
    const { ada, github } = sandbox.world;
    const place = await newRepository('checks');
    const app = github.registerApp({
      slug: 'checker',
      webhookUrl: 'http://127.0.0.1:9/',
      webhookSecret: 's3cret',
      permissions: ALL_PERMISSIONS,
      events: ALL_EVENTS,
    });
    const installation = github.installApp({ slug: 'checker', account: 'acme' });
    const bot = appOctokit(github, app, installation.id);
    const head_sha = await headOf(place);
    await expect(ada.checks.create({ ...place, name: 'x', head_sha })).rejects.toMatchObject({ status: 403 });
    const run = await bot.checks.create({ ...place, name: 'ledger', head_sha, status: 'in_progress' });
    await bot.checks.update({
      ...place,
      check_run_id: run.data.id,
      conclusion: 'failure',
      output: { title: 'Fork', summary: 'Two roots' },
    });
    const listed = await ada.checks.listForRef({ ...place, ref: 'main', check_name: 'ledger' });
    expect(listed.data.check_runs).toMatchObject([{ conclusion: 'failure', output: { title: 'Fork' } }]);
    expect((await ada.checks.listSuitesForRef({ ...place, ref: 'main' })).data.total_count).toBe(1);
    expect((await ada.checks.get({ ...place, check_run_id: run.data.id })).data.status).toBe('completed');

    const path = '.github/workflows/record.yml';
    await ada.repos.createOrUpdateFileContents({
      ...place,
      path,
      message: 'w',
      content: base64('on: push\n'),
    });
    const dispatched: unknown[] = [];
    const stop = github.onEvent((event) => {
      if (event.name === 'workflow_dispatch') dispatched.push(event.payload['inputs']);
    });
    const dispatch = { ...place, workflow_id: 'record.yml', ref: 'main' };
    await bot.actions.createWorkflowDispatch({ ...dispatch, inputs: { kind: 'decision' } });
    await expect(
      bot.actions.createWorkflowDispatch({ ...dispatch, workflow_id: 'none.yml' }),
    ).rejects.toMatchObject({ status: 404 });
    stop();
    expect(dispatched).toEqual([{ kind: 'decision' }]);

    const started = await github.workflowRuns.start({
      ...place,
      path,
      name: 'record',
      event: 'workflow_dispatch',
      headBranch: 'main',
      headSha: await headOf(place),
      actor: 'ada',
    });
    await github.workflowRuns.update(started.id, { status: 'in_progress' });
    await github.workflowRuns.update(started.id, {
      status: 'completed',
      conclusion: 'success',
      jobs: [
        {
          name: 'record',
          status: 'completed',
          conclusion: 'success',
          startedAt: '2026-11-20T00:00:00Z',
          completedAt: '2026-11-20T00:00:01Z',
          steps: [{ name: 'append', status: 'completed', conclusion: 'success' }],
          log: 'appended\n',
        },
      ],
    });
    const runs = await ada.actions.listWorkflowRuns({ ...place, workflow_id: 'record.yml' });
    expect(runs.data.workflow_runs).toMatchObject([{ id: started.id, conclusion: 'success', run_number: 1 }]);
    expect((await ada.actions.listWorkflowRunsForRepo(place)).data.total_count).toBe(1);
    expect((await ada.actions.getWorkflowRun({ ...place, run_id: started.id })).data.status).toBe(
      'completed',
    );
    const jobs = await ada.actions.listJobsForWorkflowRun({ ...place, run_id: started.id });
    expect(jobs.data.jobs).toMatchObject([{ name: 'record', steps: [{ number: 1 }] }]);
    expect((await ada.actions.listRepoWorkflows(place)).data.total_count).toBe(1);
  });
});

describe('every answer', () => {
  it('carries the rate limit, and the anonymous are counted apart', async () => {
    const { ada, github } = sandbox.world;
    const first = await ada.orgs.get({ org: 'acme' });
    const second = await ada.orgs.get({ org: 'acme' });
    const used = (headers: Record<string, unknown>): number => Number(headers['x-ratelimit-used']);
    expect(used(second.headers)).toBe(used(first.headers) + 1);
    const anonymous = await userOctokit(github).rateLimit.get();
    expect(anonymous.data.rate.limit).toBe(60);
    expect((await ada.users.getAuthenticated()).data.login).toBe('ada');
    expect((await ada.users.getByUsername({ username: 'bob' })).data.type).toBe('User');
  });

  it('is a 404 that is remembered where the sandbox has no route', async () => {
    const { ada, github } = sandbox.world;
    expect(github.traffic.unknownRoutes).toEqual([]);
    await expect(ada.request('GET /repos/acme/talk/subscribers')).rejects.toMatchObject({ status: 404 });
    expect(github.traffic.unknownRoutes).toEqual(['GET /repos/acme/talk/subscribers']);
    github.traffic.exchanges.splice(
      github.traffic.exchanges.findIndex((one) => !one.known),
      1,
    );
  });
});
