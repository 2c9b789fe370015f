import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { CovenantResult } from '../../../core/remembrancer/covenant/index.ts';
import { readPins } from '../../../core/spawn/pins.ts';
import { templatesDirectory } from '../../../core/spawn/templates-directory.ts';
import type { RequestFault } from '../../../sandbox/github/fault-plan.ts';
import { createPerson } from '../../../sandbox/world/person.ts';
import type { MemoryRunner } from '../memory-runner.ts';
import {
  type CovenantRepository,
  NAME,
  type Started,
  startCovenantRepository,
} from './covenant-repository.ts';

const NONE = 'There is no new fix to suggest on the lines of the pull request.';
const ONE = '1 fix is suggested in a review of the pull request.';
const TITLE = 'The fixes were not suggested';

/** A workflow whose first step is on line 7. */
const workflow = (...steps: string[]): string =>
  [
    ...['on: push', 'permissions: {}', 'jobs:', '  a:', '    runs-on: ubuntu-24.04', '    steps:'],
    ...steps.map((step) => `      - ${step}`),
    '',
  ].join('\n');
const CHECKOUT = 'uses: actions/checkout@v7';

let repository: CovenantRepository;

beforeAll(async () => {
  repository = await startCovenantRepository();
  const steps = [CHECKOUT, ...Array.from({ length: 8 }, (_, n) => `run: echo ${n}`)];
  await repository.push('main', { '.github/workflows/old.yml': workflow(...steps) });
});

afterAll(() => repository.stop());

const numberOf = ({ payload }: Started): number => (payload as { number: number }).number;
const at = (started: Started) => ({ ...NAME, pull_number: numberOf(started) });
const commentsOn = async (started: Started) =>
  (await repository.ada.octokit.pulls.listReviewComments({ ...at(started), per_page: 100 })).data;
const reviewsOf = async (started: Started) =>
  (await repository.ada.octokit.pulls.listReviews({ ...at(started), per_page: 100 })).data;

/** Runs the step with a token that may write reviews. */
function suggest(
  started: Started,
  permissions: Parameters<CovenantRepository['github']['createRunToken']>[0]['permissions'] = {
    contents: 'read',
    pull_requests: 'write',
  },
): Promise<MemoryRunner> {
  const token = repository.github.createRunToken({ ...NAME, permissions });
  return repository.run(started, { suggest: true, token });
}

const unpinned = ({ outputs }: MemoryRunner, path: string): number =>
  (JSON.parse(outputs.get('outcome') ?? '') as { result: CovenantResult }).result.findings.filter(
    (finding) => finding.rule === 'VM-II-01' && finding.path === path,
  ).length;

/** The run for the pull request as its branch is now. */
async function again(started: Started): Promise<Started> {
  const ref = `pull/${numberOf(started)}/merge`;
  await repository.ada.octokit.pulls.get(at(started));
  const { data } = await repository.ada.octokit.git.getRef({ ...NAME, ref });
  return { ...started, commit: data.object.sha };
}

describe('the covenant step that suggests fixes', () => {
  it('proposes one that, when it is taken, makes the finding go away, and proposes it once', async () => {
    const path = '.github/workflows/one.yml';
    const before = workflow(CHECKOUT, 'run: make');
    const head = await repository.push('one', { [path]: before });
    const started = await repository.pullRequest('one');
    const first = await suggest(started);
    expect(first.infos).toContain(ONE);
    expect([...first.notices, ...first.warnings]).toEqual([]);
    expect(unpinned(first, path)).toBe(1);

    const [comment, ...others] = await commentsOn(started);
    expect(others).toEqual([]);
    expect(comment).toMatchObject({ path, line: 7, side: 'RIGHT', commit_id: head, start_line: null });
    const { version, sha } = readPins(templatesDirectory()).actions['actions/checkout'] ?? {};
    const text = /```suggestion\n([\s\S]*?)```/.exec(comment?.body ?? '')?.[1] ?? '';
    expect(text).toBe(`      - uses: actions/checkout@${sha} # ${version}\n`);
    expect(await reviewsOf(started)).toMatchObject([{ state: 'COMMENTED', commit_id: head }]);

    expect((await suggest(started)).infos).toContain(NONE);
    expect(await reviewsOf(started)).toHaveLength(1);

    const lines = before.split(/(?<=\n)/);
    lines.splice(6, 1, text);
    await repository.push('one', { [path]: lines.join('') });
    expect(unpinned(await suggest(await again(started)), path)).toBe(0);
    expect(await commentsOn(started)).toHaveLength(1);
  });

  it('says nothing of what is outside of the diff', async () => {
    const path = '.github/workflows/old.yml';
    const { data } = await repository.ada.octokit.repos.getContent({ ...NAME, path });
    const old = Buffer.from('content' in data ? data.content : '', 'base64').toString();
    await repository.push('outside', { [path]: `${old}      - run: make\n` });
    const started = await repository.pullRequest('outside');
    const runner = await suggest(started);
    expect(unpinned(runner, path)).toBe(1);
    expect(runner.infos).toContain(NONE);
    expect(await reviewsOf(started)).toEqual([]);
  });

  it('leaves alone what main has changed since', async () => {
    const path = '.github/workflows/moved.yml';
    const steps = Array.from({ length: 12 }, (_, n) => `run: echo ${n}`);
    await repository.push('main', { [path]: workflow(...steps) });
    await repository.push('moved', { [path]: workflow(...steps, CHECKOUT) });
    await repository.push('main', { [path]: `# A line more\n${workflow(...steps)}` });
    const started = await repository.pullRequest('moved');
    const runner = await suggest(started);
    expect(unpinned(runner, path)).toBe(1);
    expect(runner.infos).toContain(NONE);
    expect(await reviewsOf(started)).toEqual([]);
  });

  it('leaves a pull request to the run of its newer commit', async () => {
    const path = '.github/workflows/newer.yml';
    await repository.push('newer', { [path]: workflow(CHECKOUT) });
    const started = await repository.pullRequest('newer');
    const permissions = { contents: 'read', pull_requests: 'write' } as const;
    const token = repository.github.createRunToken({ ...NAME, permissions });
    const prepare = async (): Promise<void> => {
      await repository.push('newer', { [path]: workflow('run: make', CHECKOUT) });
    };
    const { infos } = await repository.run(started, { suggest: true, token }, { prepare });
    expect(infos).toContain('The pull request has a newer commit, whose own run suggests fixes.');
    expect(await reviewsOf(started)).toEqual([]);
    expect((await suggest(await again(started))).infos).toContain(ONE);
  });

  it('has 50 in a review, and the others in the next', async () => {
    const path = '.github/workflows/many.yml';
    await repository.push('many', { [path]: workflow(...Array<string>(53).fill(CHECKOUT)) });
    const started = await repository.pullRequest('many');
    expect((await suggest(started)).infos).toContain(
      '50 fixes are suggested in a review of the pull request. 3 more fixes will be in the review of the next run.',
    );
    expect(await commentsOn(started)).toHaveLength(50);
    expect((await suggest(started)).infos).toContain(
      '3 fixes are suggested in a review of the pull request.',
    );
    expect(new Set((await commentsOn(started)).map(({ line }) => line)).size).toBe(53);
    expect((await suggest(started)).infos).toContain(NONE);
  });

  it('is not silenced by the words of somebody else', async () => {
    const path = '.github/workflows/said.yml';
    await repository.push('said', { [path]: workflow(CHECKOUT) });
    const started = await repository.pullRequest('said');
    await suggest(started);
    const [comment] = await commentsOn(started);
    const body = comment?.body ?? '';

    await repository.push('said-too', { [path]: workflow(CHECKOUT) });
    const other = await repository.pullRequest('said-too');
    const bob = createPerson(repository.github, 'bob');
    const comments = [{ path, line: 7, body }];
    await bob.octokit.pulls.createReview({ ...at(other), event: 'COMMENT', body: 'Ha', comments });
    expect((await suggest(other)).infos).toContain(ONE);
    expect((await commentsOn(other)).map(({ user }) => user.login)).toEqual(['bob', 'github-actions[bot]']);
  });

  it.each([
    ['may not write', { contents: 'read', pull_requests: 'read' }],
    ['does not see pull requests', { contents: 'read' }],
  ] as const)('tells the remedy where the token %s, with the same verdict', async (name, permissions) => {
    const branch = name.replaceAll(' ', '-');
    const path = `.github/workflows/${branch}.yml`;
    await repository.push(branch, { [path]: workflow(CHECKOUT) });
    const started = await repository.pullRequest(branch);
    const runner = await suggest(started, permissions);
    expect(runner.notices).toEqual([[TITLE, expect.stringContaining('pull-requests: write')]]);
    expect(runner.warnings).toEqual([]);
    expect(runner.outputs.get('verdict')).toBe('broken');
    expect(runner.failures).toHaveLength(1);
    expect(await reviewsOf(started)).toEqual([]);
  });

  it.each([
    ['is in trouble', 'server-error', ONE, /Run the job again/],
    ['has had enough', 'secondary-limit', ONE, /rate limit/],
    ['does it and does not say so', 'lost-answer', NONE, /./],
  ] as [string, RequestFault['kind'], string, RegExp][])(
    'warns where GitHub %s, with the same verdict',
    async (_, kind, next, told) => {
      const path = `.github/workflows/${kind}.yml`;
      await repository.push(kind, { [path]: workflow(CHECKOUT) });
      const started = await repository.pullRequest(kind);
      const route = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
      repository.github.faults.onRequest({ kind, method: 'POST', route, retryAfter: 600 });
      const runner = await suggest(started);
      expect(runner.warnings).toEqual([[TITLE, expect.stringMatching(told)]]);
      expect(runner.notices).toEqual([]);
      expect(runner.outputs.get('verdict')).toBe('broken');
      expect((await suggest(started)).infos).toContain(next);
      expect(await commentsOn(started)).toHaveLength(1);
    },
  );

  it('asks nothing of a pull request for a push, where there is no fix, or unless it is told to', async () => {
    const asked = async (run: Promise<MemoryRunner>): Promise<string[]> => {
      const before = repository.github.traffic.exchanges.length;
      await run;
      const routes = repository.github.traffic.exchanges.slice(before).map((exchange) => exchange.route);
      return routes.filter((route) => route.includes('/pulls/') || route.includes('graphql'));
    };
    const path = '.github/workflows/quiet.yml';
    await repository.push('quiet', { [path]: workflow(CHECKOUT) });
    expect(await asked(suggest(await repository.pushed('quiet')))).toEqual([]);
    expect(await asked(repository.run(await repository.pullRequest('quiet')))).toEqual([]);
    await repository.push('main', { '.github/workflows/old.yml': undefined });
    await repository.push('clean', { 'notes.txt': 'a note\n' });
    expect(await asked(suggest(await repository.pullRequest('clean')))).toEqual([]);
  });
});
