import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  appendRecords,
  emptyLedger,
  githubStore,
  memoryStore,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import type { Person } from '../../../sandbox/world/person.ts';
import { sampleRecords } from '../../core/remembrancer/ledger/sample-records.ts';
import { sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';
import { PLATFORM, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';
import { writtenCalls } from '../fixtures/written-calls.ts';

const NAME = 'VaultMesh covenant';
const SCRIPT = 'scripts/build.sh';
const DOWNLOAD = 'curl -sSf https://example.org/install.sh | sh\n';
const HELD = '#!/bin/sh\necho built\n';

/** The record workflow of the platform repository is followed by its tag. */
const AGREED = `covenant:
  exceptions:
    - rule: VM-II-01
      paths: [.github/workflows/vaultmesh-record.yml]
      beginning: vaultmesh/record
      reason: We follow the releases of VaultMesh
      until: 2126-01-01
`;

let world: SandboxApp;
beforeAll(async () => {
  world = await startSandboxApp({ inProcess: true });
  await push(world.maria, 'main', '.github/vaultmesh.yml', AGREED);
  world.install();
  await world.settled();
});
afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  const file = process.env['VAULTMESH_TRAFFIC'];
  if (file !== undefined) await world.github.traffic.append(file);
  await world.stop();
});

/** A commit on a branch of `platform` or of a fork, made by its person over the API. */
async function push(
  { octokit }: Person,
  branch: string,
  path: string,
  text: string,
  place = PLATFORM,
): Promise<void> {
  const ref = `heads/${branch}`;
  const there = await octokit.git.getRef({ ...place, ref }).catch(() => undefined);
  if (there === undefined) {
    const { data } = await octokit.git.getRef({ ...place, ref: 'heads/main' });
    await octokit.git.createRef({ ...place, ref: `refs/${ref}`, sha: data.object.sha });
  }
  const { data: found } = await octokit.repos
    .getContent({ ...place, path, ref: branch })
    .catch(() => ({ data: undefined }));
  // The branch is named in it: the same change in the same second would be the same commit, with the checks of both branches on it.
  await octokit.repos.createOrUpdateFileContents({
    ...{ ...place, path, branch, message: `change ${path} on ${branch}` },
    content: Buffer.from(text).toString('base64'),
    ...(found && 'sha' in found && { sha: found.sha }),
  });
}

const propose = async (person: Person, head: string) => {
  const { data } = await person.octokit.pulls.create({ ...PLATFORM, title: head, head, base: 'main' });
  return data;
};

/** The covenant checks on a commit, the newest first. */
async function checksOn(ref: string) {
  await world.settled();
  const { data } = await world.maria.octokit.checks.listForRef({
    ...{ ...PLATFORM, ref, check_name: NAME },
    ...{ filter: 'all', per_page: 100 },
  });
  return data.check_runs;
}

const headOf = async (number: number): Promise<string> => {
  const { data } = await world.maria.octokit.pulls.get({ ...PLATFORM, pull_number: number });
  return data.head.sha;
};

const annotationsOf = async (check_run_id: number) =>
  world.maria.octokit.paginate(world.maria.octokit.checks.listAnnotations, {
    ...{ ...PLATFORM, check_run_id, per_page: 100 },
  });

const callsTo = (method: string, route: string, from: number): number =>
  world.github.traffic.exchanges
    .slice(from)
    .filter((exchange) => exchange.method === method && exchange.route === route).length;

describe('a pull request', () => {
  it('that breaks a rule has one failed check, annotated on the line', async () => {
    await push(world.maria, 'breaking', SCRIPT, `#!/bin/sh\nset -e\n${DOWNLOAD}`);
    await world.settled();
    const before = world.github.traffic.exchanges.length;
    const { head } = await propose(world.maria, 'breaking');
    await world.settled();
    // Beside the proposal itself: what docs/covenant says of a small pull request.
    const calls = world.github.traffic.exchanges.slice(before + 1);
    expect(calls).toHaveLength(20);
    expect(writtenCalls(calls)).toEqual([]);
    const [check, ...more] = await checksOn(head.sha);
    expect(more).toEqual([]);
    expect(check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(check!.output.title).toMatch(/^Broken: 1 finding/);
    expect(check!.output.summary).toContain('VM-II-07');
    expect(await annotationsOf(check!.id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: SCRIPT, start_line: 3, end_line: 3, annotation_level: 'failure' }),
      ]),
    );
  });

  it('that is pushed to again has a check of its own on the new commit, and a delivery that comes twice adds none', async () => {
    await push(world.maria, 'twice', SCRIPT, DOWNLOAD);
    const { number, head } = await propose(world.maria, 'twice');
    expect((await checksOn(head.sha)).map(({ conclusion }) => conclusion)).toEqual(['failure']);
    await push(world.maria, 'twice', SCRIPT, HELD);
    const newest = await headOf(number);
    expect(await checksOn(newest)).toEqual([expect.objectContaining({ conclusion: 'success' })]);
    await world.redeliverLast('pull_request');
    expect(await checksOn(newest)).toHaveLength(1);
  });

  it('is looked at again when somebody asks, beside the run and beside the suite', async () => {
    await push(world.maria, 'again', SCRIPT, DOWNLOAD);
    const { head } = await propose(world.maria, 'again');
    const [first] = await checksOn(head.sha);
    await world.maria.octokit.checks.rerequestRun({ ...PLATFORM, check_run_id: first!.id });
    expect(await checksOn(head.sha)).toHaveLength(2);
    await world.redeliverLast('check_run');
    expect(await checksOn(head.sha)).toHaveLength(2);
    await world.maria.octokit.checks.rerequestSuite({
      ...{ ...PLATFORM, check_suite_id: first!.check_suite!.id },
    });
    expect((await checksOn(head.sha)).map(({ conclusion }) => conclusion)).toEqual([
      ...['failure', 'failure', 'failure'],
    ]);
  });

  it('from a fork is checked, and again when it is asked for, though GitHub names no pull request then', async () => {
    await world.otto.octokit.repos.createFork(PLATFORM);
    const fork = { owner: 'otto', repo: PLATFORM.repo };
    await push(world.otto, 'idea', SCRIPT, DOWNLOAD, fork);
    const { number, head } = await propose(world.otto, 'otto:idea');
    expect(head.repo.full_name).toBe('otto/platform');
    const [first] = await checksOn(head.sha);
    expect(first).toMatchObject({ conclusion: 'failure', pull_requests: [] });
    await world.maria.octokit.checks.rerequestSuite({
      ...{ ...PLATFORM, check_suite_id: first!.check_suite!.id },
    });
    await world.maria.octokit.checks.rerequestRun({ ...PLATFORM, check_run_id: first!.id });
    expect(await checksOn(head.sha)).toHaveLength(3);
    await push(world.otto, 'idea', SCRIPT, HELD, fork);
    const held = await headOf(number);
    const [second, ...more] = await checksOn(held);
    expect(more).toEqual([]);
    expect(second).toMatchObject({ conclusion: 'success', pull_requests: [] });

    // Of what was forced away nobody can have another look; of what took its place they can, by both buttons.
    await push(world.otto, 'other', SCRIPT, `${HELD}${DOWNLOAD}`, fork);
    const { data: other } = await world.otto.octokit.git.getRef({ ...fork, ref: 'heads/other' });
    const { sha } = other.object;
    await world.otto.octokit.git.updateRef({ ...fork, ref: 'heads/idea', sha, force: true });
    const [third] = await checksOn(sha);
    expect(third).toMatchObject({ conclusion: 'failure', pull_requests: [] });
    await world.maria.octokit.checks.rerequestRun({ ...PLATFORM, check_run_id: second!.id });
    await world.maria.octokit.checks.rerequestSuite({
      ...{ ...PLATFORM, check_suite_id: second!.check_suite!.id },
    });
    expect((await checksOn(held)).map(({ id }) => id)).toEqual([second!.id]);
    const before = (await checksOn(sha)).length;
    await world.maria.octokit.checks.rerequestRun({ ...PLATFORM, check_run_id: third!.id });
    expect(await checksOn(sha)).toHaveLength(before + 1);
    await world.maria.octokit.checks.rerequestSuite({
      ...{ ...PLATFORM, check_suite_id: third!.check_suite!.id },
    });
    expect((await checksOn(sha)).map(({ conclusion }) => conclusion)).toEqual(
      Array.from({ length: before + 2 }, () => 'failure'),
    );
  });

  it('that is edited is looked at again for another base and for other decisions in its words, and for nothing else', async () => {
    await push(world.maria, 'broken-base', SCRIPT, DOWNLOAD);
    await push(world.maria, 'edited', 'docs/notes.md', '# Notes\n');
    const { number, head } = await propose(world.maria, 'edited');
    const edit = async (changes: { base?: string; title?: string; body?: string }) => {
      await world.maria.octokit.pulls.update({ ...PLATFORM, pull_number: number, ...changes });
      return (await checksOn(head.sha)).map(({ conclusion }) => conclusion);
    };
    expect(await edit({ title: 'Notes, in other words', body: 'What we know.' })).toEqual(['success']);
    expect(await edit({ body: 'What we know, by ADR-0001.' })).toEqual(['success', 'success']);
    expect(await edit({ base: 'broken-base' })).toEqual(['failure', 'success', 'success']);
    await world.redeliverLast('pull_request');
    expect(await checksOn(head.sha)).toHaveLength(3);
  });

  it('that conflicts is told so, and never called held', async () => {
    await push(world.maria, 'conflict', 'README.md', '# Theirs\n');
    await push(world.maria, 'main', 'README.md', '# Ours\n');
    const { head } = await propose(world.maria, 'conflict');
    expect(await checksOn(head.sha)).toEqual([
      expect.objectContaining({
        conclusion: 'action_required',
        output: expect.objectContaining({ title: 'It conflicts with main' }),
      }),
    ]);
  });

  it('with 120 findings has them all, in three requests', async () => {
    await push(world.maria, 'many', SCRIPT, `#!/bin/sh\n${DOWNLOAD.repeat(120)}`);
    await world.settled();
    const before = world.github.traffic.exchanges.length;
    const { head } = await propose(world.maria, 'many');
    const [check] = await checksOn(head.sha);
    expect(check!.output.annotations_count).toBe(120);
    const lines = (await annotationsOf(check!.id)).map(({ start_line }) => start_line);
    expect(lines.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, n) => n + 2));
    expect(callsTo('PATCH', '/repos/{owner}/{repo}/check-runs/{check_run_id}', before)).toBe(3);
  });

  it('follows the configuration of the default branch, not its own', async () => {
    const config = AGREED.replace('VM-II-01', 'VM-II-07').replace(/ {6}(paths|beginning).*\n/gu, '');
    await push(world.maria, 'excuse', '.github/vaultmesh.yml', config);
    await push(world.maria, 'excuse', SCRIPT, DOWNLOAD);
    const { head } = await propose(world.maria, 'excuse');
    expect((await checksOn(head.sha)).map(({ conclusion }) => conclusion)).toEqual(['failure']);
  });
});

describe('the past decisions that a pull request touches', () => {
  const decide = async (...links: string[]): Promise<void> => {
    const key = world.github.secretsFor({ ...PLATFORM, environment: 'ledger' })['VAULTMESH_LOG_KEY']!;
    const component = `decision-${links.length}`;
    const receipt = sampleReceipt({ component, context: { what: 'Build by script' }, links });
    await appendRecords(
      githubStore(world.maria.octokit, PLATFORM),
      parseSignerKey(key),
      [{ receipt, evidence: [] }],
      { random: Math.random },
    );
  };
  const toldOn = async (issue_number: number): Promise<string[]> => {
    await world.settled();
    const { data } = await world.maria.octokit.issues.listComments({ ...PLATFORM, issue_number });
    return data.map(({ body = '' }) => body);
  };

  it('are in one comment, which goes when none is in force any more', async () => {
    await decide('affects scripts/**');
    await push(world.maria, 'decided', SCRIPT, HELD);
    const { number } = await propose(world.maria, 'decided');
    const line = `- **ADR-0001** Build by script (2026-11-20): <code>${SCRIPT}</code>`;
    expect(await toldOn(number)).toEqual([expect.stringContaining(line)]);
    await push(world.maria, 'decided', 'scripts/test.sh', HELD);
    expect(await toldOn(number)).toEqual([expect.stringContaining(`${line}, <code>scripts/test.sh</code>`)]);
    await decide('affects docs/**', 'supersedes decision-1');
    await push(world.maria, 'decided', SCRIPT, `${HELD}exit 0\n`);
    expect(await toldOn(number)).toEqual([]);
  });
});

describe('a merge group', () => {
  it('of a queue has a check of its own, since the queue waits for that, and again when it is asked for', async () => {
    await push(world.maria, 'queued', SCRIPT, DOWNLOAD);
    const { number, head } = await propose(world.maria, 'queued');
    await world.settled();
    const group = await world.github.formMergeGroup({ ...PLATFORM, number, by: 'maria' });
    const [check, ...more] = await checksOn(group);
    expect(more).toEqual([]);
    expect(check).toMatchObject({ conclusion: 'failure', app: { id: Number(world.environment['APP_ID']) } });
    expect(check!.output.summary).toContain('VM-II-07');
    await world.maria.octokit.checks.rerequestRun({ ...PLATFORM, check_run_id: check!.id });
    expect(await checksOn(group)).toHaveLength(2);
    await world.maria.octokit.checks.rerequestSuite({ ...PLATFORM, check_suite_id: check!.check_suite!.id });
    expect((await checksOn(group)).map(({ conclusion }) => conclusion)).toEqual([
      ...['failure', 'failure', 'failure'],
    ]);
    await world.redeliverLast('merge_group');
    expect(await checksOn(group)).toHaveLength(3);
    expect(await checksOn(head.sha)).toHaveLength(1);
  });

  it('that holds is let through', async () => {
    await push(world.maria, 'queued-well', SCRIPT, HELD);
    const { number } = await propose(world.maria, 'queued-well');
    await world.settled();
    const group = await world.github.formMergeGroup({ ...PLATFORM, number, by: 'maria' });
    expect(await checksOn(group)).toEqual([expect.objectContaining({ conclusion: 'success' })]);
  });
});

describe('a check that a crash has left', () => {
  const CHECK_ROUTE = '/repos/{owner}/{repo}/check-runs/{check_run_id}';
  const points = [
    ['GET', '/repos/{owner}/{repo}/pulls/{pull_number}'],
    ['GET', '/repos/{owner}/{repo}/git/commits/{commit_sha}'],
    ['GET', '/repos/{owner}/{repo}/commits/{ref}/check-runs'],
    ['POST', '/repos/{owner}/{repo}/check-runs'],
    ['GET', '/repos/{owner}/{repo}/contents/{path}'],
    ['GET', '/repos/{owner}/{repo}/git/trees/{tree_sha}'],
    ['GET', '/repos/{owner}/{repo}/pulls/{pull_number}/commits'],
    ['GET', '/repos/{owner}/{repo}/git/ref/{ref}'],
    ['GET', '/repos/{owner}/{repo}/releases'],
    ['POST', '/graphql'],
    ['GET', '/repos/{owner}/{repo}/pulls/{pull_number}/files'],
    ['GET', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
    ['GET', CHECK_ROUTE],
    ['PATCH', CHECK_ROUTE],
  ] as const;

  it.each(points)('at %s %s is finished by the next delivery, and said once', async (method, route) => {
    const branch = `crash-${points.findIndex((each) => each[0] === method && each[1] === route)}`;
    await push(world.maria, branch, SCRIPT, `#!/bin/sh\n${DOWNLOAD.repeat(60)}`);
    await world.settled();
    world.github.faults.onRequest({ kind: 'refusal', method, route, times: 1 });
    const { head } = await propose(world.maria, branch);
    await world.settled();
    await world.redeliverLast('pull_request');
    const [verdict, ...failed] = await checksOn(head.sha);
    expect(verdict).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(verdict!.output.annotations_count).toBe(60);
    for (const look of failed) expect(look).toMatchObject({ conclusion: 'action_required' });
    expect(failed.length).toBeLessThan(2);
  });

  it('for good asks for somebody, with what it was stopped by, and is run again by the button', async () => {
    await push(world.maria, 'stopped', SCRIPT, HELD);
    await world.settled();
    const route = '/repos/{owner}/{repo}/git/trees/{tree_sha}';
    world.github.faults.onRequest({ kind: 'refusal', method: 'GET', route, times: 1 });
    const { head } = await propose(world.maria, 'stopped');
    const [stopped] = await checksOn(head.sha);
    expect(stopped).toMatchObject({
      ...{ status: 'completed', conclusion: 'action_required' },
      output: {
        title: 'The app could not finish its look',
        summary: expect.stringMatching(/Re-run.* has it look again.*GitHub answered 403 to GET /),
      },
    });
    await world.maria.octokit.checks.rerequestRun({ ...PLATFORM, check_run_id: stopped!.id });
    expect((await checksOn(head.sha))[0]).toMatchObject({ conclusion: 'success' });
  });

  it('is finished when the answer to a part of it is lost', async () => {
    await push(world.maria, 'lost', SCRIPT, `#!/bin/sh\n${DOWNLOAD.repeat(60)}`);
    await world.settled();
    world.github.faults.onRequest({ kind: 'lost-answer', method: 'PATCH', route: CHECK_ROUTE, times: 2 });
    const { head } = await propose(world.maria, 'lost');
    const [check, ...more] = await checksOn(head.sha);
    expect(more).toEqual([]);
    expect(check).toMatchObject({ conclusion: 'failure', output: { annotations_count: 60 } });
  });

  it('of a commit that is not the newest any more is ended', async () => {
    await push(world.maria, 'moved', SCRIPT, DOWNLOAD);
    await world.settled();
    // The second is the one that would end it as a look that failed.
    world.github.faults.onRequest({ kind: 'refusal', method: 'PATCH', route: CHECK_ROUTE, times: 2 });
    const { head } = await propose(world.maria, 'moved');
    expect((await checksOn(head.sha)).map(({ status }) => status)).toEqual(['in_progress']);
    await push(world.maria, 'moved', SCRIPT, HELD);
    expect((await checksOn(head.sha)).map(({ conclusion }) => conclusion)).toEqual(['cancelled']);
  });
});

describe('one commit that is proposed for two branches', () => {
  it('passes at neither while it breaks a rule at one', async () => {
    const { octokit } = world.maria;
    await push(world.maria, 'two-bases', SCRIPT, `#!/bin/sh\n${DOWNLOAD}`);
    const at = await octokit.git.getRef({ ...PLATFORM, ref: 'heads/two-bases' });
    await octokit.git.createRef({ ...PLATFORM, ref: 'refs/heads/lax', sha: at.data.object.sha });
    await push(world.maria, 'lax', SCRIPT, HELD);
    await push(world.maria, 'two-bases', 'notes.txt', 'nothing\n');
    const { head, number } = await propose(world.maria, 'two-bases');
    expect((await checksOn(head.sha)).map(({ conclusion }) => conclusion)).toEqual(['failure']);
    await octokit.pulls.create({
      ...PLATFORM,
      title: 'The same for another',
      head: 'two-bases',
      base: 'lax',
    });
    const [newest, ...others] = await checksOn(head.sha);
    expect(others.map(({ conclusion }) => conclusion)).toEqual(['failure']);
    expect(newest).toMatchObject({
      conclusion: 'failure',
      output: { title: `Held here, and not in #${number}, which has the same commit` },
    });
    await octokit.pulls.update({ ...PLATFORM, pull_number: number, state: 'closed' });
    await octokit.checks.rerequestRun({ ...PLATFORM, check_run_id: newest!.id });
    expect((await checksOn(head.sha))[0]).toMatchObject({ conclusion: 'success' });
  });
});

describe('the button', () => {
  const WORKFLOW = '.github/workflows/build.yml';
  const loose =
    'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v7\n';
  const press = async (run: number, by: string): Promise<void> => {
    await world.github.pressCheckButton({ ...PLATFORM, run, identifier: 'fix', by });
    await world.settled();
  };
  const textOf = async (ref: string): Promise<string> => {
    const { data } = await world.maria.octokit.repos.getContent({ ...PLATFORM, path: WORKFLOW, ref });
    return 'content' in data ? Buffer.from(data.content, 'base64').toString() : '';
  };

  it('commits the fixes onto the branch, once, and the new commit is checked', async () => {
    await push(world.maria, 'mend', WORKFLOW, loose);
    const { number, head } = await propose(world.maria, 'mend');
    const [check] = await checksOn(head.sha);
    expect(check).toMatchObject({ conclusion: 'failure' });
    await press(check!.id, 'maria');
    const mended = await headOf(number);
    expect(await textOf('mend')).toMatch(/uses: actions\/checkout@[0-9a-f]{40} # v7/);
    expect(await checksOn(mended)).toEqual([expect.objectContaining({ conclusion: 'success' })]);
    const { data: commit } = await world.maria.octokit.git.getCommit({ ...PLATFORM, commit_sha: mended });
    expect(commit.parents.map(({ sha }) => sha)).toEqual([head.sha]);
    await world.redeliverLast('check_run');
    expect(await headOf(number)).toBe(mended);
    const [pressed] = await checksOn(head.sha);
    expect(pressed!.output.summary).toBe(check!.output.summary);
  });

  it('pressed by somebody who may not write does nothing, and says so', async () => {
    await push(world.maria, 'denied', WORKFLOW, loose);
    const { number, head } = await propose(world.maria, 'denied');
    const [check] = await checksOn(head.sha);
    await press(check!.id, 'otto');
    expect(await headOf(number)).toBe(head.sha);
    const [told] = await checksOn(head.sha);
    expect(told!.output.summary).toMatch(
      /^> The button did nothing\. This takes a role that may write in .*, which otto does not have\./,
    );
    expect(told!.output.summary).toContain(check!.output.summary);
    expect(told).toMatchObject({ conclusion: 'failure', output: { title: check!.output.title } });
  });

  it('beside an earlier commit does nothing', async () => {
    await push(world.maria, 'late', WORKFLOW, loose);
    const { number, head } = await propose(world.maria, 'late');
    const [check] = await checksOn(head.sha);
    await push(world.maria, 'late', SCRIPT, HELD);
    const newest = await headOf(number);
    await press(check!.id, 'maria');
    expect(await headOf(number)).toBe(newest);
  });
});

describe('a ledger that was rewritten since the app cosigned it', () => {
  it('breaks VM-I-02 of every pull request', async () => {
    const ledger = githubStore(world.maria.octokit, PLATFORM);
    const key = world.github.secretsFor({ ...PLATFORM, environment: 'ledger' })['VAULTMESH_LOG_KEY']!;
    const log = parseSignerKey(key);
    await appendRecords(ledger, log, sampleRecords(1, 'honest'), { random: Math.random });
    await push(world.maria, 'before-rewrite', SCRIPT, HELD);
    const { head } = await propose(world.maria, 'before-rewrite');
    expect(await checksOn(head.sha)).toEqual([expect.objectContaining({ conclusion: 'success' })]);

    const forged = memoryStore(emptyLedger(log));
    await appendRecords(forged, log, sampleRecords(1, 'forged'), { random: Math.random });
    const additions = forged.history().at(-1)!.files;
    await ledger.commit((await ledger.read([])).head, { message: 'forge', additions, deletions: [] });
    await push(world.maria, 'after-rewrite', SCRIPT, `${HELD}exit 0\n`);
    const { head: after } = await propose(world.maria, 'after-rewrite');
    const [check] = await checksOn(after.sha);
    expect(check).toMatchObject({ conclusion: 'failure' });
    expect(check!.output.summary).toContain('VM-I-02');
    expect(check!.output.summary).toContain('The ledger does not extend what was witnessed');
  });
});
