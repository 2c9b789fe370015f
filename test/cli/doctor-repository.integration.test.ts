import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import { findRepository } from '../../core/github/find-repository.ts';
import { githubStore } from '../../core/remembrancer/ledger/index.ts';
import {
  ledgerOrigin,
  protectLedger,
  protectVersionTags,
  provisionLedger,
} from '../../core/remembrancer/provision/index.ts';
import { type GitHubSandbox, startGitHub } from '../../sandbox/github/index.ts';
import { type Services, startServices } from '../../sandbox/services/index.ts';
import { createPerson, type Person } from '../../sandbox/world/person.ts';
import { memoryTerminal } from './memory-terminal.ts';

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly detail: string;
  readonly remedy?: string;
}

const APP = { owner: 'acme', repo: 'app' };

let github: GitHubSandbox;
let services: Services;
let ada: Person;

beforeAll(async () => {
  [github, services] = await Promise.all([startGitHub(), startServices()]);
  ada = createPerson(github, 'ada');
  github.createOrganization({ login: 'acme', members: { ada: 'admin' } });
  for (const repo of ['app', 'bare']) {
    await ada.octokit.repos.createInOrg({ org: 'acme', name: repo, auto_init: true });
  }
  const origin = ledgerOrigin(github.url, APP);
  await provisionLedger(ada.octokit, (await findRepository(ada.octokit, APP))!, {
    origin,
    witnesses: [],
    forTags: true,
  });
  await protectLedger(ada.octokit, APP);
  await protectVersionTags(ada.octokit, APP);
  await ada.octokit.repos.createOrUpdateFileContents({
    ...APP,
    path: '.github/workflows/vaultmesh-record.yml',
    message: 'Record',
    content: Buffer.from('name: Record\non: workflow_dispatch\njobs: {}\n').toString('base64'),
  });
});

afterAll(async () => {
  expect(github.traffic.unknownRoutes).toEqual([]);
  await Promise.all([github.stop(), services.stop()]);
});

async function doctor(repo: string, environment: Record<string, string> = {}, options: string[] = []) {
  const { printed, ...terminal } = memoryTerminal({
    environment: {
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: github.apiUrl,
      GH_TOKEN: ada.token,
      VAULTMESH_TSA: services.tsaUrl,
      ...environment,
    },
  });
  const code = await runProgram(['doctor', '--repo', repo, '--json', ...options], terminal);
  const outcome = JSON.parse(printed.join('')) as {
    reason: string;
    message: string;
    result?: { findings: Finding[] };
  };
  const findings = outcome.result?.findings ?? [];
  const statuses = Object.fromEntries(findings.map(({ check, status }) => [check, status]));
  return { code, statuses, findings, message: outcome.message };
}

describe('doctor --repo', () => {
  it('finds everything where a ledger was set up, and that nobody watches it', async () => {
    const { code, statuses, findings } = await doctor('acme/app');
    expect(statuses).toEqual({
      access: 'ok',
      environment: 'ok',
      secret: 'ok',
      ruleset: 'ok',
      workflow: 'ok',
      tags: 'ok',
      checks: 'advice',
      ledger: 'ok',
      witness: 'advice',
      configuration: 'ok',
      tsa: 'ok',
    });
    expect(code).toBe(0);
    expect(findings.find(({ check }) => check === 'access')?.detail).toBe(
      'The token may administer acme/app.',
    );
  });

  it('sees that a ruleset for version tags was switched off, and which checks the default branch requires', async () => {
    const { repos } = ada.octokit;
    const { data: rulesets } = await repos.getRepoRulesets(APP);
    const ruleset_id = rulesets.find(({ target }) => target === 'tag')!.id;
    await repos.updateRepoRuleset({ ...APP, ruleset_id, enforcement: 'evaluate' });
    const { code, findings } = await doctor('acme/app');
    expect(findings.find(({ check }) => check === 'tags')).toMatchObject({
      status: 'problem',
      detail: expect.stringContaining('can take the log key'),
      remedy: expect.stringContaining('vaultmesh ledger init acme/app --environment-secret'),
    });
    expect(code).not.toBe(0);
    await repos.updateRepoRuleset({ ...APP, ruleset_id, enforcement: 'active' });
    const { data: made } = await repos.createRepoRuleset({
      ...APP,
      name: 'checks',
      target: 'branch',
      enforcement: 'active',
      conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
      rules: [
        {
          type: 'required_status_checks',
          parameters: {
            required_status_checks: [{ context: 'Test' }],
            strict_required_status_checks_policy: false,
          },
        },
      ],
    });
    const { statuses, findings: now } = await doctor('acme/app');
    expect(statuses).toMatchObject({ tags: 'ok', checks: 'ok' });
    expect(now.find(({ check }) => check === 'checks')?.detail).toContain('has passed: Test.');
    await repos.deleteRepoRuleset({ ...APP, ruleset_id: made.id });
  });

  it('names what a bare repository lacks, each with its remedy', async () => {
    const { code, statuses, findings } = await doctor('acme/bare');
    expect(statuses).toMatchObject({
      environment: 'problem',
      secret: 'problem',
      ruleset: 'problem',
      workflow: 'advice',
      ledger: 'problem',
    });
    expect(code).toBe(3);
    for (const { status, remedy } of findings) expect(remedy === undefined).toBe(status === 'ok');
  });

  it("says when the app may not see the organisation's configuration, and nobody would notice", async () => {
    const { repos } = ada.octokit;
    const file = { owner: 'acme', repo: '.github', path: '.github/vaultmesh.yml' };
    await repos.createInOrg({ org: 'acme', name: file.repo, auto_init: true, private: true });
    expect((await doctor('acme/app')).statuses['configuration']).toBe('ok');
    const content = Buffer.from('version: 1\n').toString('base64');
    await repos.createOrUpdateFileContents({ ...file, message: 'Configure', content });
    const { code, findings } = await doctor('acme/app');
    expect(findings.find(({ check }) => check === 'configuration')).toMatchObject({
      status: 'advice',
      detail: expect.stringContaining('only where it is installed on that repository too'),
    });
    expect(code).toBe(0);
    await repos.update({ owner: 'acme', repo: '.github', private: false });
    expect((await doctor('acme/app')).statuses['configuration']).toBe('ok');
  });

  describe('with the key of the app', () => {
    const asApp = (id: number, file: string) =>
      doctor('acme/app', {}, ['--app-id', String(id), '--app-key', file]);
    let folder: string;
    let id: number;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vaultmesh-doctor-'));
      const app = github.registerApp({
        ...{
          slug: 'vaultmesh',
          webhookSecret: 'secret',
          permissions: { contents: 'write' },
          events: ['push'],
        },
        webhookUrl: 'http://127.0.0.1:9/api/github/webhooks',
      });
      ({ id } = app);
      await writeFile(join(folder, 'app.pem'), app.privateKey);
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('says that it is not installed, and that nothing was delivered', async () => {
      const { statuses } = await asApp(id, join(folder, 'app.pem'));
      expect(statuses).toMatchObject({
        ...{ app: 'ok', installation: 'problem', webhook: 'ok', deliveries: 'advice' },
      });
    });

    it('says where it delivers, and that the last delivery failed', async () => {
      github.installApp({ slug: 'vaultmesh', account: 'acme' });
      await github.idle();
      const { code, statuses, findings } = await asApp(id, join(folder, 'app.pem'));
      expect(statuses).toMatchObject({ app: 'ok', installation: 'ok', webhook: 'ok', deliveries: 'problem' });
      expect(code).not.toBe(0);
      const detail = (name: string) => findings.find(({ check }) => check === name)?.detail;
      expect(detail('webhook')).toContain('http://127.0.0.1:9/api/github/webhooks');
      expect(detail('deliveries')).toMatch(/^1 of the last 1 delivery failed/);
    });

    it('says that GitHub knows no such app, and repeats nothing of a key', async () => {
      const { statuses } = await asApp(id + 1000, join(folder, 'app.pem'));
      expect(statuses).toMatchObject({ app: 'problem' });
      await writeFile(join(folder, 'bad.pem'), 'canary-of-a-key');
      for (const file of ['bad.pem', 'none.pem']) {
        const { code, message } = await asApp(id, join(folder, file));
        expect([code, message]).toEqual([2, expect.stringContaining(file)]);
        expect(message).not.toContain('canary');
      }
      expect((await doctor('acme/app', {}, ['--app-id', '1'])).message).toContain('Give both');
    });
  });

  it('calls nothing missing that the token may not see', async () => {
    const token = github.createRunToken({ ...APP, permissions: { contents: 'read', metadata: 'read' } });
    const { code, statuses } = await doctor('acme/app', { GH_TOKEN: token });
    expect(statuses).toMatchObject({
      access: 'ok',
      environment: 'unknown',
      secret: 'unknown',
      workflow: 'unknown',
      ledger: 'ok',
    });
    expect(Object.values(statuses)).not.toContain('problem');
    expect(code).toBe(6);
  });

  it('cannot tell while GitHub or the authorities do not answer', async () => {
    github.faults.onRequest({ kind: 'server-error', route: '/repos/{owner}/{repo}/rules/branches/{branch}' });
    const { code, statuses } = await doctor('acme/app', { VAULTMESH_TSA: 'http://127.0.0.1:9' });
    expect(statuses).toMatchObject({ ruleset: 'unknown', tsa: 'unknown', ledger: 'ok' });
    expect(code).toBe(6);
  });

  it('finds an environment that every branch may use', async () => {
    const environment = { ...APP, environment_name: 'ledger' };
    await ada.octokit.repos.createOrUpdateEnvironment({ ...environment, deployment_branch_policy: null });
    const { code, statuses } = await doctor('acme/app');
    expect([code, statuses['environment']]).toEqual([9, 'problem']);
  });

  it('finds a checkpoint that its key did not sign', async () => {
    const store = githubStore(ada.octokit, APP);
    const { head, files } = await store.read(['checkpoint']);
    const forged = Buffer.from(files.get('checkpoint')!).toString().replace('\n0\n', '\n1\n');
    await store.commit(head, {
      message: 'forge',
      additions: new Map([['checkpoint', Buffer.from(forged)]]),
      deletions: [],
    });
    const { code, statuses } = await doctor('acme/app');
    expect(statuses['ledger']).toBe('problem');
    expect([5, 9]).toContain(code);
  });

  it.each([
    ['acme/none', {}, 3, 'access'],
    ['https://example.org/acme/app', {}, 2, 'is no repository on'],
    ['acme/app', { GH_TOKEN: '' }, 2, 'set GH_TOKEN'],
    ['acme/app', { GH_TOKEN: 'wrong' }, 4, 'access'],
  ])('%s with %j: exit code %i', async (repo, environment, expected, text) => {
    const { code, message } = await doctor(repo, environment);
    expect([code, message]).toEqual([expected, expect.stringContaining(text)]);
  });
});
