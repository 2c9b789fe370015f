import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  appendRecords,
  emptyLedger,
  githubStore,
  type LedgerStore,
  memoryStore,
  parseSignerKey,
  type NoteSigner,
} from '../../../core/remembrancer/ledger/index.ts';
import { fromUtf8, utf8 } from '../../../core/common/bytes.ts';
import { startApp } from '../../../sandbox/world/app-process.ts';
import { freePort } from '../../../sandbox/world/free-port.ts';
import { until } from '../../../sandbox/world/until.ts';
import { sampleRecords } from '../../core/remembrancer/ledger/sample-records.ts';
import { PLATFORM, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

let world: SandboxApp;
let ledger: LedgerStore;
let log: NoteSigner;

beforeAll(async () => {
  world = await startSandboxApp();
  ledger = githubStore(world.maria.octokit, PLATFORM);
  world.install();
  await until('the cosignature of the empty ledger', async () =>
    (await checkpoint()).includes('example.org/witness'),
  );
  log = parseSignerKey(world.github.secretsFor({ ...PLATFORM, environment: 'ledger' })['VAULTMESH_LOG_KEY']!);
});
afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
});

async function checkpoint(): Promise<string> {
  const { files } = await ledger.read(['checkpoint']);
  return fromUtf8(files.get('checkpoint') ?? new Uint8Array());
}

async function incidents() {
  const { data } = await world.maria.octokit.issues.listForRepo({
    ...PLATFORM,
    state: 'all',
    labels: 'vaultmesh-incident',
  });
  return data;
}

/** The conclusions of the app's checks on a commit. */
async function conclusions(commit: string): Promise<(string | null)[]> {
  const { data } = await world.maria.octokit.checks.listForRef({ ...PLATFORM, ref: commit });
  return data.check_runs.map(({ conclusion }) => conclusion);
}

/** Writes these files on the branch, by a person with the right to push. */
async function push(
  additions: ReadonlyMap<string, Uint8Array>,
  deletions: readonly string[] = [],
): Promise<string> {
  const { head } = await ledger.read(['checkpoint']);
  const commit = await ledger.commit(head, { message: 'push', additions, deletions });
  await world.settled();
  return commit!;
}

describe('the guard', () => {
  it('cosigns what the owner appends', async () => {
    await appendRecords(ledger, log, sampleRecords(2, 'honest'), { random: Math.random });
    const note = await until('the cosignature', async () => {
      const text = await checkpoint();
      return text.includes('\n2\n') && text.includes('example.org/witness') && text;
    });
    expect(note.split('\n').filter((line) => line.startsWith('— '))).toHaveLength(2);
  });

  it('remembers it in a private repository of its own', async () => {
    const own = { owner: PLATFORM.owner, repo: '.vaultmesh' };
    const { data } = await world.maria.octokit.repos.get(own);
    expect(data.private).toBe(true);
    const { data: tree } = await world.maria.octokit.git.getTree({
      ...own,
      tree_sha: 'witness',
      recursive: 'true',
    });
    expect(tree.tree.filter(({ type }) => type === 'blob').map(({ path }) => path)).toEqual([
      expect.stringMatching(/^witness\/[0-9a-f]{64}\/checkpoint$/),
      expect.stringMatching(/^witness\/[0-9a-f]{64}\/vkey$/),
    ]);
  });

  it('takes garbage for no proof of anything: it neither signs nor accuses', async () => {
    const honest = await checkpoint();
    const head = await push(new Map([['checkpoint', utf8('garbage\n')]]));
    await until('the warning', () =>
      world.app.log().includes('Ledger not cosigned: The signed note is malformed'),
    );
    expect(await conclusions(head)).toEqual([]);
    expect(await incidents()).toEqual([]);
    await push(new Map([['checkpoint', utf8(honest)]]));
  });

  it('fails a check and opens one issue with both checkpoints when the history is replaced', async () => {
    const honest = await checkpoint();
    const forged = memoryStore(emptyLedger(log));
    await appendRecords(forged, log, sampleRecords(3, 'forged'), { random: Math.random });
    const head = await push(forged.history().at(-1)!.files);
    await until('the failed check', async () => (await conclusions(head)).includes('failure'));
    const [incident, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(incident!.body).toContain(honest.trimEnd());
    expect(incident!.body).toContain((await checkpoint()).trimEnd());
    expect(await checkpoint()).not.toContain('example.org/witness');
  });

  it('fails the next commit too, without another issue, and not for want of the key on the branch', async () => {
    const head = await push(new Map([['README.md', utf8('All is well.\n')]]), ['vkey']);
    await until('the failed check', async () => (await conclusions(head)).includes('failure'));
    expect(await incidents()).toHaveLength(1);
    expect(await checkpoint()).not.toContain('example.org/witness');
  });

  it('opens no second issue for it, be it delivered again, swept, or seen by two processes at once', async () => {
    const [incident] = await incidents();
    await world.redeliverLast('push');
    expect(await incidents()).toHaveLength(1);
    await world.maria.octokit.issues.update({ ...PLATFORM, issue_number: incident!.number, state: 'closed' });
    await world.redeliverLast('push');
    expect((await incidents()).map(({ state }) => state)).toEqual(['closed']);

    // Nobody hears of this push: each process sees it in its sweep at the start.
    world.github.faults.onDelivery({ kind: 'drop', event: 'push', times: 1 });
    const head = await push(new Map([['README.md', utf8('Still all is well.\n')]]));
    const [second] = await Promise.all([
      startApp(await freePort(), world.environment),
      world.restart('SIGTERM'),
    ]);
    try {
      await until('the failed check', async () => (await conclusions(head)).includes('failure'));
      await world.settled();
      await until('the second sweep', () => second.isIdle());
    } finally {
      await second.stop();
    }
    const open = (await incidents()).filter(({ state }) => state === 'open');
    expect(open.map(({ number }) => number)).toEqual([incident!.number]);
    expect(open[0]!.body).toContain(head);
  });

  it('opens one issue with the checkpoint that it saw last when the branch of a ledger which it knows is deleted', async () => {
    const { octokit } = world.maria;
    const before = await incidents();
    const { data: rulesets } = await octokit.repos.getRepoRulesets(PLATFORM);
    for (const { id } of rulesets) await octokit.repos.deleteRepoRuleset({ ...PLATFORM, ruleset_id: id });
    await octokit.git.deleteRef({ ...PLATFORM, ref: 'heads/ledger' });
    await until('the alarm', () => world.app.log().includes('Ledger deleted'));
    await world.settled();
    const known = new Set(before.map(({ number }) => number));
    const [incident, ...others] = (await incidents()).filter(({ number }) => !known.has(number));
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ title: 'The ledger was deleted', state: 'open' });
    // That of two entries: what took its place was never cosigned.
    expect(incident!.body).toMatch(/```\n[^\n]+\n2\n[^`]+example\.org\/witness/);
    await octokit.issues.update({ ...PLATFORM, issue_number: incident!.number, state: 'closed' });

    await world.redeliverLast('push');
    await world.restart('SIGTERM');
    await world.settled();
    const after = (await incidents()).filter(({ number }) => !known.has(number));
    expect(after.map(({ number, state }) => ({ number, state }))).toEqual([
      { number: incident!.number, state: 'closed' },
    ]);
  });
});
