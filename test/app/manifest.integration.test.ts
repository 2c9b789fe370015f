import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  appendRecords,
  emptyLedger,
  githubStore,
  memoryStore,
  parseSignerKey,
} from '../../core/remembrancer/ledger/index.ts';
import type { Permissions } from '../../sandbox/github/index.ts';
import { type Manifest, readManifest } from '../../sandbox/world/register-app.ts';
import { sampleRecords } from '../core/remembrancer/ledger/sample-records.ts';
import { answersTo, giveCommand } from './fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, startSandboxApp } from './fixtures/sandbox-app.ts';

const SERVICE = { owner: ORGANIZATION, repo: 'my-service' };

let manifest: Manifest;
beforeAll(async () => {
  manifest = await readManifest();
});

/** What the app does, done with these permissions as far as `last`: what of it is there in the end. */
async function effectsWith(permissions: Permissions, last?: string): Promise<string[]> {
  const { github, install, maria, events, witnessKey, settled, stop } = await startSandboxApp({
    permissions,
    inProcess: true,
  });
  const witness = witnessKey.split('+')[0]!;
  const effects: string[] = [];
  const see = async (effect: string, look: () => Promise<boolean> | boolean) => {
    if (
      await Promise.resolve()
        .then(look)
        .catch(() => false)
    )
      effects.push(effect);
  };
  const passed = (...names: string[]) => last !== undefined && names.includes(last);
  const { octokit } = maria;
  const ledger = githubStore(octokit, PLATFORM);
  const checkpoint = async () =>
    Buffer.from((await ledger.read(['checkpoint'])).files.get('checkpoint') ?? []).toString();
  try {
    install();
    await settled();
    await see('ruleset', async () => (await octokit.repos.getRepoRulesets(PLATFORM)).data.length === 1);
    await see('cosignature', async () => (await checkpoint()).includes(witness));

    if (passed('ruleset')) return effects;

    const key = github.secretsFor({ ...PLATFORM, environment: 'ledger' })['VAULTMESH_LOG_KEY'];
    if (key !== undefined) {
      const log = parseSignerKey(key);
      await appendRecords(ledger, log, sampleRecords(1, 'honest'), { random: Math.random });
      await settled();
      const forged = memoryStore(emptyLedger(log));
      await appendRecords(forged, log, sampleRecords(1, 'forged'), { random: Math.random });
      const { head } = await ledger.read([]);
      const additions = forged.history().at(-1)!.files;
      const commit = await ledger.commit(head, { message: 'forge', additions, deletions: [] });
      await settled();
      await see('incident', async () => {
        const { data } = await octokit.issues.listForRepo({ ...PLATFORM, labels: 'vaultmesh-incident' });
        return data.length === 1;
      });
      await see('failed check', async () => {
        const { data } = await octokit.checks.listForRef({ ...PLATFORM, ref: commit! });
        return data.check_runs[0]?.conclusion === 'failure';
      });
    }
    if (passed('incident', 'failed check')) return effects;

    await octokit.repos.createInOrg({ org: ORGANIZATION, name: '.github', auto_init: true });
    await octokit.repos.createOrUpdateFileContents({
      ...{
        owner: ORGANIZATION,
        repo: '.github',
        path: '.github/vaultmesh.yml',
        message: 'ci: who may spawn',
      },
      content: Buffer.from('commands: { spawn: { teams: [makers] } }').toString('base64'),
    });
    const command = await giveCommand(maria, '/spawn my-service');
    await settled();
    await see(
      'files of the service',
      async () => (await octokit.repos.listCommits(SERVICE)).data.length === 2,
    );
    await see('answer', async () => (await answersTo(maria, command))[0]!.includes('is ready'));

    const { data: filled } = await octokit.issues.create({
      ...{ ...PLATFORM, title: '/help' },
      body: '### /help: Command\n\n_No response_',
    });
    await settled();
    await see(
      'answer to a form',
      async () => (await answersTo(maria, { issue: filled.number, comment: 0 })).length === 1,
    );

    if (passed('files of the service')) return effects;

    const { data: pulls } = await octokit.pulls.list({ ...PLATFORM, state: 'open' });
    await see('decision', () => pulls.length === 1);
    await see('covenant of the decision', async () => {
      const { data } = await octokit.checks.listForRef({ ...PLATFORM, ref: pulls[0]!.head.sha });
      return data.check_runs.some(({ status }) => status === 'completed');
    });
    if (pulls[0]) {
      const { number } = pulls[0];
      const ref = await github.formMergeGroup({ ...PLATFORM, number, by: 'maria' });
      await settled();
      await see('covenant of its merge group', async () => {
        const { data } = await octokit.checks.listForRef({ ...PLATFORM, ref });
        return data.check_runs.some(({ status }) => status === 'completed');
      });
    }
    if (passed('covenant of its merge group')) return effects;

    if (pulls[0]) await octokit.pulls.merge({ ...PLATFORM, pull_number: pulls[0].number });
    await settled();
    await see('record of the decision', () => events.some(({ name }) => name === 'workflow_dispatch'));
    if (passed('record of the decision')) return effects;

    await octokit.repos.createRelease({ ...PLATFORM, tag_name: 'v1.0.0' });
    await settled();
    await see('record of the release', () =>
      events.some(({ payload: { inputs } }) => JSON.stringify(inputs ?? {}).includes('"release:v1.0.0"')),
    );
    return effects;
  } finally {
    await stop();
  }
}

const ALL = [
  'ruleset',
  'cosignature',
  'incident',
  'failed check',
  'files of the service',
  'answer',
  'answer to a form',
  'decision',
  'covenant of the decision',
  'covenant of its merge group',
  'record of the decision',
  'record of the release',
];

describe('the permissions of app.yml', () => {
  it('are enough for everything that the app does', async () => {
    expect(await effectsWith(manifest.default_permissions)).toEqual(ALL);
  });

  it.each([
    ['actions', 'record of the decision'],
    ['administration', 'ruleset'],
    ['checks', 'failed check'],
    ['contents', 'files of the service'],
    ['environments', 'ruleset'],
    ['issues', 'incident'],
    ['pull_requests', 'decision'],
    ['workflows', 'files of the service'],
  ])('are none too many: with %s only to read there is no %s', async (permission, effect) => {
    expect(manifest.default_permissions[permission]).toBe('write');
    const permissions = { ...manifest.default_permissions, [permission]: 'read' as const };
    expect(await effectsWith(permissions, effect)).not.toContain(effect);
  });

  it('are none too many: without members nobody is known to be in a team, and there are no files of the service', async () => {
    const { members, ...others } = manifest.default_permissions;
    expect(members).toBe('read');
    expect(await effectsWith(others, 'files of the service')).not.toContain('files of the service');
  });

  it('are none too many: without merge_queues no queue gets its check', async () => {
    const { merge_queues, ...others } = manifest.default_permissions;
    expect(merge_queues).toBe('read');
    expect(await effectsWith(others, 'covenant of its merge group')).not.toContain(
      'covenant of its merge group',
    );
  });

  it('are these, and metadata, which every app has', () => {
    const { metadata, ...others } = manifest.default_permissions;
    expect(metadata).toBe('read');
    expect(Object.keys(others).sort()).toEqual([
      'actions',
      'administration',
      'checks',
      'contents',
      'environments',
      'issues',
      'members',
      'merge_queues',
      'pull_requests',
      'workflows',
    ]);
  });
});
