import { lstat, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { CovenantResult } from '../../../core/remembrancer/covenant/index.ts';
import { moreFindings } from '../../../core/remembrancer/covenant/report/index.ts';
import {
  generateLogKey,
  githubStore,
  initLedger,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { readPins } from '../../../core/spawn/pins.ts';
import { templatesDirectory } from '../../../core/spawn/templates-directory.ts';
import type { MemoryRunner } from '../memory-runner.ts';
import { watchArguments } from '../watch-arguments.ts';
import {
  type CovenantRepository,
  NAME,
  type Started,
  startCovenantRepository,
} from './covenant-repository.ts';

/** A manifest without a lockfile breaks VM-II-05, which only warns unless it is said otherwise. */
const MANIFEST = JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { left: '1.0.0' } });
const CONFIG = `covenant:
  levels:
    VM-II-05: enforce
    VM-IV-03: enforce
  guarded: [api/**]
`;

const USE_TWO = '---\nstatus: accepted\ndate: 2026-11-01\n---\n\n# Use two\n\n## Decision Outcome\n\nTwo.\n';

let repository: CovenantRepository;

beforeAll(async () => {
  repository = await startCovenantRepository();
  await repository.push('main', { '.github/vaultmesh.yml': CONFIG, 'api/one.txt': 'one\n' });
});

afterAll(() => repository.stop());

const resultOf = ({ outputs }: MemoryRunner): CovenantResult =>
  (JSON.parse(outputs.get('outcome') ?? 'null') as { result: CovenantResult }).result;
const rulesOf = (runner: MemoryRunner): string[] => resultOf(runner).findings.map(({ rule }) => rule);
const outcomeOfRule = (runner: MemoryRunner, id: string): string | undefined =>
  resultOf(runner).rules.find(({ rule }) => rule === id)?.outcome;

describe('the covenant step on a push to the default branch', () => {
  it('passes a repository that keeps it, without a ledger', async () => {
    const runner = await repository.run(await repository.pushed('main'), {}, { depth: 1 });
    expect(runner.failures).toEqual([]);
    expect(runner.warnings).toEqual([]);
    expect(runner.outputs.get('verdict')).toBe('held');
    expect(JSON.parse(runner.outputs.get('outcome') ?? '')).toMatchObject({ schema: 1, reason: 'done' });
    expect(runner.summaries[0]).toContain('## Covenant: held');
  });

  it('compares nothing, and takes the configuration of its commit without asking for it', async () => {
    const before = repository.github.traffic.exchanges.length;
    const runner = await repository.run(await repository.pushed('main'), {}, { depth: 1 });
    expect(outcomeOfRule(runner, 'VM-IV-03')).toBe('not-applicable');
    const asked = repository.github.traffic.exchanges.slice(before).map(({ route }) => route);
    expect(asked.filter((path) => path.includes('/contents/'))).toEqual([]);
  });

  it('does the same on a schedule and by hand, also where the event does not name the branch', async () => {
    const { payload, ...started } = await repository.pushed('main');
    const { repository: about } = payload as { repository: object };
    for (const [eventName, known] of [
      ['workflow_dispatch', { repository: about }],
      ['schedule', {}],
    ] as const) {
      const runner = await repository.run({ ...started, eventName, payload: known });
      expect(runner.outputs.get('verdict')).toBe('held');
    }
  });
});

describe('the covenant step on a pull request', () => {
  it('fails for a broken rule, beside the file, and says so everywhere', async () => {
    await repository.push('manifest', { 'app/package.json': MANIFEST });
    const started = await repository.pullRequest('manifest');
    const inputs = { sarifFile: 'covenant.sarif', badgeFile: 'badge.json' };
    const runner = await repository.run(started, inputs);
    expect(runner.outputs.get('verdict')).toBe('broken');
    expect(JSON.parse(runner.outputs.get('outcome') ?? '')).toMatchObject({ reason: 'policy' });
    expect(runner.failures).toEqual([
      ['The covenant is broken', expect.stringContaining(`is broken by commit ${started.commit}: VM-II-05,`)],
    ]);
    expect(runner.annotations).toContainEqual(
      expect.objectContaining({
        kind: 'error',
        title: expect.stringMatching(/^VM-II-05: /),
        path: 'app/package.json',
      }),
    );
    expect(runner.infos).toContainEqual(
      expect.stringMatching(/^app\/package\.json\S*: enforce: .* \[VM-II-05\]$/),
    );
    expect(runner.summaries[0]).toContain('### <code>app/package.json</code>');
    expect(runner.outputs.get('sarif')).toBe('covenant.sarif');
    const sarif = JSON.parse(await readFile(join(runner.workspace, 'covenant.sarif'), 'utf8')) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('VM-II-05');
    const badge: unknown = JSON.parse(await readFile(join(runner.workspace, 'badge.json'), 'utf8'));
    expect(badge).toEqual({ schemaVersion: 1, label: 'covenant', message: '1 broken', color: 'red' });
  });

  it('says of an action by which commit to name it, where the templates know it', async () => {
    const workflow = 'jobs: {a: {runs-on: ubuntu-24.04, steps: [{uses: actions/checkout@v7}]}}\n';
    await repository.push('pins', { '.github/workflows/a.yml': workflow });
    const runner = await repository.run(await repository.pullRequest('pins'));
    const { version, sha } = readPins(templatesDirectory()).actions['actions/checkout'] ?? {};
    expect(runner.annotations).toContainEqual(
      expect.objectContaining({
        title: expect.stringMatching(/^VM-II-01: /),
        message: expect.stringContaining(`Write actions/checkout@${sha} # ${version}.`),
      }),
    );
    expect(resultOf(runner).findings[0]?.fix?.description).toBe(`pin actions/checkout to ${version}`);
  });

  it('logs 500 findings, and how often there are more', async () => {
    const links = Array.from({ length: 520 }, (_, n) => `[x](gone-${n}.md)\n`).join('');
    await repository.push('links', { 'links.md': links });
    const { infos } = await repository.run(await repository.pullRequest('links'));
    expect(infos.filter((line) => line.startsWith('links.md:'))).toHaveLength(500);
    expect(infos).toContain(moreFindings(20));
  });

  it('looks at the result of the merge, also at what only main has', async () => {
    await repository.push('behind', { 'notes.txt': 'a note\n' });
    await repository.push('main', { 'late.txt': 'late\n' });
    const runner = await repository.run(await repository.pullRequest('behind'));
    expect(resultOf(runner).files).toBeGreaterThan(4);
    expect(runner.outputs.get('verdict')).toBe('held');
  });

  it('is held to the configuration of the default branch, whatever it makes of it itself', async () => {
    const weaker = 'covenant:\n  levels:\n    VM-II-05: advise\n';
    await repository.push('weaker', { 'app/package.json': MANIFEST, '.github/vaultmesh.yml': weaker });
    const runner = await repository.run(await repository.pullRequest('weaker'));
    expect(runner.outputs.get('verdict')).toBe('broken');
    expect(rulesOf(runner)).toContain('VM-II-05');
  });

  it('from a fork is checked as any other, and may say which decision it is for in its text', async () => {
    const decision =
      '---\nstatus: accepted\ndate: 2026-11-01\n---\n\n# Use one\n\n## Decision Outcome\n\nOne.\n';
    await repository.push('main', { 'docs/adr/0001-use-one.md': decision });
    await repository.push('guarded', { 'api/one.txt': 'two\n' });
    const { payload, ...started } = await repository.pullRequest('guarded');
    const { pull_request: pull, ...rest } = payload as { pull_request: { head: object } };
    const fork = { ...pull.head, repo: { full_name: 'mallory/app', fork: true } };
    const asFork = (texts: object): object => ({ ...rest, pull_request: { ...pull, ...texts, head: fork } });

    const silent = await repository.run({ ...started, payload: asFork({ body: null }) });
    expect(rulesOf(silent)).toContain('VM-IV-03');
    expect(silent.outputs.get('verdict')).toBe('broken');
    const named = await repository.run({ ...started, payload: asFork({ body: 'As ADR-0001 says.' }) });
    expect(rulesOf(named)).not.toContain('VM-IV-03');
  });

  it('may name a decision in the message of any of its commits', async () => {
    await repository.push('told', { 'api/one.txt': 'three\n' }, 'Use one (ADR-0001)');
    await repository.push('told', { 'api/two.txt': 'two\n' }, 'And two');
    const runner = await repository.run(await repository.pullRequest('told'), {}, { depth: 10 });
    expect(rulesOf(runner)).not.toContain('VM-IV-03');
  });

  it('cannot be checked when only the merge commit is there, and says what to change', async () => {
    const started = await repository.pullRequest(await branchWith('shallow'));
    await expect(repository.run(started, {}, { depth: 1 })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('"fetch-depth: 0"'),
    });
  });

  it('cannot be checked in a checkout of another commit, nor by pull_request_target', async () => {
    const started = await repository.pullRequest(await branchWith('elsewhere'));
    const main = await repository.pushed('main');
    await expect(repository.run(started, {}, { checkOut: main.commit })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`does not have the commit ${started.commit}`),
    });
    await expect(repository.run({ ...main, eventName: 'pull_request_target' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('on: pull_request'),
    });
  });

  it('cannot be checked with a token that does not see the configuration, or with none', async () => {
    const started = await repository.pullRequest(await branchWith('token'));
    await expect(repository.run(started, { token: undefined })).rejects.toMatchObject({ code: 'usage' });
    await expect(repository.run(started, { token: 'ghs_unknown' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});

describe('the covenant step on a merge group of a queue', () => {
  const broken = ['VM-IV-03'];
  let base: string;

  beforeAll(async () => {
    base = await repository.push('main', {
      'api/one.txt': 'queued\n',
      'docs/adr/0002-use-two.md': USE_TWO,
    });
  });

  /** The run of the group `number`, which is one commit more with the message. */
  async function group(number: number, message: string): Promise<Started> {
    const branch = `gh-readonly-queue/main/pr-${number}-${base}`;
    const commit = await repository.push(branch, { 'api/one.txt': `group ${number}\n` }, message);
    const { payload } = await repository.pushed('main');
    const about = { base_sha: base, base_ref: 'refs/heads/main', head_sha: commit };
    const merge_group = { ...about, head_ref: `refs/heads/${branch}` };
    const event = { ...(payload as { repository: object }), action: 'checks_requested', merge_group };
    return { eventName: 'merge_group', ref: `refs/heads/${branch}`, commit, payload: event };
  }

  it('compares with the commit that it goes onto, by what messages of commits say', async () => {
    const silent = await repository.run(await group(1, 'A change'));
    expect(rulesOf(silent)).toEqual(broken);
    expect(silent.outputs.get('verdict')).toBe('broken');
    const named = await repository.run(await group(2, 'Merge pull request #2\n\nTwo (ADR-0002)'));
    expect(rulesOf(named)).toEqual([]);
    expect(outcomeOfRule(named, 'VM-IV-03')).toBe('held');
  });

  it('cannot be checked without that commit, or where the event does not name it', async () => {
    const started = await group(3, 'A change');
    await expect(repository.run(started, {}, { depth: 1 })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`does not have ${base}`),
    });
    for (const merge_group of [undefined, { base_sha: 'HEAD' }]) {
      const payload = { ...started.payload, merge_group };
      await expect(repository.run({ ...started, payload })).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('merge_group.base_sha'),
      });
    }
  });
});

async function branchWith(name: string): Promise<string> {
  await repository.push(name, { [`notes/${name}.txt`]: 'a note\n' });
  return name;
}

describe('what the step writes', () => {
  it('follows no link of the checkout', async () => {
    const victim = join(await mkdtemp(join(tmpdir(), 'vaultmesh-victim-')), 'file');
    await writeFile(victim, 'untouched');
    const runner = await repository.run(
      await repository.pushed('main'),
      { sarifFile: 'covenant.sarif' },
      { prepare: (workspace) => symlink(victim, join(workspace, 'covenant.sarif')) },
    );
    expect(await readFile(victim, 'utf8')).toBe('untouched');
    expect((await lstat(join(runner.workspace, 'covenant.sarif'))).isFile()).toBe(true);
    await rm(dirname(victim), { recursive: true });
  });

  it.each(['../out.sarif', '/tmp/out.sarif', 'none/out.sarif', 'link/out.sarif', '.'])(
    'stays in the workspace: %s',
    async (sarifFile) => {
      const run = repository.run(
        await repository.pushed('main'),
        { sarifFile },
        { prepare: (workspace) => symlink('..', join(workspace, 'link')) },
      );
      await expect(run).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('"sarif-file"'),
      });
    },
  );
});

describe('the covenant step where there is a ledger', () => {
  const rules = ['VM-I-01', 'VM-IV-01'];

  beforeAll(async () => {
    const { signerKey } = generateLogKey(`${new URL(repository.github.url).host}/acme/app`);
    await initLedger(githubStore(repository.ada.octokit, NAME), parseSignerKey(signerKey));
  });

  it('reads it, and the releases, with a token that no process shows', async () => {
    const watch = watchArguments();
    const token = repository.github.createRunToken({ ...NAME, permissions: { contents: 'read' } });
    const before = repository.github.traffic.exchanges.length;
    const runner = await repository.run(await repository.pushed('main'), { token });
    const lists = [...(await watch.stop())];
    const encoded = Buffer.from(`x-access-token:${token}`).toString('base64');
    expect(lists.filter((list) => list.includes(token) || list.includes(encoded))).toEqual([]);
    expect(runner.warnings).toEqual([]);
    expect(runner.outputs.get('verdict')).toBe('held');
    const asked = repository.github.traffic.exchanges.slice(before).map(({ route }) => route);
    expect(asked).toContainEqual(expect.stringContaining('/releases'));
    for (const id of rules) expect(['held', 'not-applicable']).toContain(outcomeOfRule(runner, id));
  });

  it('does not take a ledger that is not to be had for none', async () => {
    const route = '/repos/{owner}/{repo}/git/ref/{ref}';
    repository.github.faults.onRequest({ kind: 'server-error', route, times: 3 });
    const runner = await repository.run(await repository.pushed('main'));
    expect(runner.warnings).toContainEqual(['The ledger was not read', expect.any(String)]);
    expect(runner.outputs.get('verdict')).toBe('incomplete');
  });
});
