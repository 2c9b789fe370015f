import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { githubStore, peoplePath, readEntries, readHead } from '../../../core/remembrancer/ledger/index.ts';
import { type MemoryRecord, readMemory } from '../../../core/remembrancer/memory/index.ts';
import { checkPeople, type PeopleVerdict, type Receipt } from '../../../core/remembrancer/receipt/index.ts';
import { runGit } from '../../../sandbox/github/git/run-git.ts';
import { readManifest } from '../../../sandbox/world/register-app.ts';
import { recordRuns, type RecordRuns } from '../fixtures/record-runs.ts';
import { PLATFORM, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

const MERGES = 50;
const names = Array.from({ length: MERGES }, (_, n) => `decide-${n}`);
const pathOf = (name: string): string => `docs/adr/${name}.md`;
const textOf = (name: string, status = 'proposed'): string =>
  `---\nstatus: ${status}\naffects: ["${name}/**"]\n---\n\n# Decide ${name}\n\n## Context\n\nIt was open.\n`;

let world: SandboxApp;
let runs: RecordRuns;
/** The pull request that brought a decision. */
const pullOf = new Map<string, number>();

beforeAll(async () => {
  // Without checks, which are no part of this and would look at the ledger once for each pull request.
  const { default_permissions: all } = await readManifest();
  world = await startSandboxApp({ inProcess: true, permissions: { ...all, checks: 'read' } });
  runs = recordRuns(world.github);
  world.install();
  await world.settled();
});
afterAll(async () => {
  expect(world.github.traffic.unknownRoutes).toEqual([]);
  await world.stop();
});

/** A branch for each name with a file, all upon `main`, made by git itself. */
async function branches(files: ReadonlyMap<string, { path: string; text: string }>): Promise<void> {
  const stream = [...files].map(([branch, { path, text }]) =>
    [
      `commit refs/heads/${branch}`,
      'committer Otto <otto@example.org> 1795255800 +0000',
      'data 3\nadr',
      'from refs/heads/main',
      `M 100644 inline ${path}`,
      `data ${Buffer.byteLength(text)}\n${text}`,
    ].join('\n'),
  );
  await runGit(world.github.repositoryPath(PLATFORM), ['fast-import', '--quiet'], {
    input: `${stream.join('\n')}\n`,
  });
}

const propose = async (branch: string, author = world.otto): Promise<{ pull_number: number }> => {
  const { data } = await author.octokit.pulls.create({
    ...PLATFORM,
    title: branch,
    head: branch,
    base: 'main',
  });
  return { pull_number: data.number };
};

async function recorded(): Promise<void> {
  await world.settled();
  await runs.done();
  await world.settled();
}

const ledger = () => githubStore(world.maria.octokit, PLATFORM);

async function decisions(): Promise<MemoryRecord[]> {
  const store = ledger();
  const { records } = await readMemory(store, await readHead(store));
  return records.filter(({ kind }) => kind === 'decision');
}

/** What is known of the people of each decision, in the order of the log. */
async function peopleOfDecisions(): Promise<PeopleVerdict[]> {
  const store = ledger();
  const receipts: Receipt[] = [];
  for await (const chunk of readEntries(store, await readHead(store))) {
    receipts.push(...chunk.map(({ receipt }) => receipt));
  }
  const { files } = await store.read(receipts.map((_, index) => peoplePath(index)));
  return receipts.map((receipt, index) => checkPeople(receipt, files.get(peoplePath(index))));
}

const linksOf = ({ links }: MemoryRecord): string[] => links.map(({ rel, target }) => `${rel} ${target}`);

describe(`${MERGES} pull requests that are merged at once`, () => {
  beforeAll(async () => {
    await branches(new Map(names.map((name) => [name, { path: pathOf(name), text: textOf(name) }])));
    await Promise.all(
      names.map(async (name) => {
        const pull = await propose(name);
        pullOf.set(name, pull.pull_number);
        await world.maria.octokit.pulls.createReview({ ...PLATFORM, ...pull, event: 'APPROVE' });
      }),
    );
    await Promise.all(
      [...pullOf.values()].map((pull_number) =>
        world.maria.octokit.pulls.merge({ ...PLATFORM, pull_number }),
      ),
    );
    await recorded();
  });

  it('give as many decisions, numbered without a gap, and none is lost', async () => {
    const found = await decisions();
    expect(found.map(({ component }) => component).toSorted()).toEqual(names.toSorted());
    expect(found.map(({ number }) => number)).toEqual(names.map((_, n) => n + 1));
    for (const record of found) {
      expect(linksOf(record)).toEqual([
        'status accepted',
        `pull-request ${world.github.url}/acme/platform/pull/${pullOf.get(record.component)}`,
        `alias ADR-PR${pullOf.get(record.component)}`,
        `affects ${record.component}/**`,
      ]);
    }
  });

  it('have author, approver and merger in the removable file of each, and no name in a receipt', async () => {
    const people = ['author otto', 'approver maria', 'merger maria'].map((each) => {
      const [role = '', login = ''] = each.split(' ');
      return { role, login };
    });
    expect(await peopleOfDecisions()).toEqual(names.map(() => ({ status: 'valid', people })));
    expect(JSON.stringify(await decisions())).not.toMatch(/otto|maria/);
  });
});

describe('what comes after', () => {
  it('to a decision keeps its number and says what became of it', async () => {
    const [name = ''] = names;
    await branches(new Map([['deprecate', { path: pathOf(name), text: textOf(name, 'deprecated') }]]));
    await world.maria.octokit.pulls.merge({ ...PLATFORM, ...(await propose('deprecate')) });
    await recorded();
    const found = (await decisions()).filter(({ component }) => component === name);
    const number = found[0]?.number;
    expect(found.map((record) => [record.status, record.number])).toEqual([
      ['revised', number],
      ['deprecated', number],
    ]);
  });

  it('of a pull request that is closed, opened again and merged is all recorded', async () => {
    await branches(
      new Map(['late', 'never', 'stray'].map((name) => [name, { path: pathOf(name), text: textOf(name) }])),
    );
    const [late, never, stray] = [
      await propose('late', world.maria),
      await propose('never'),
      await propose('stray'),
    ];
    const close = { ...PLATFORM, state: 'closed' } as const;
    await world.maria.octokit.pulls.update({ ...close, ...never });
    await world.maria.octokit.pulls.update({ ...close, ...late });
    // Nobody who may not write brings anything into the ledger.
    await world.otto.octokit.pulls.update({ ...close, ...stray });
    await recorded();
    await world.maria.octokit.pulls.update({ ...PLATFORM, ...late, state: 'open' });
    await world.maria.octokit.pulls.merge({ ...PLATFORM, ...late });
    await recorded();
    const found = (await decisions()).filter(({ component }) => !names.includes(component));
    expect(found.map(({ component, status, number }) => [component, status, number])).toEqual(
      expect.arrayContaining([
        ['never', 'rejected', undefined],
        ['late', 'withdrawn', undefined],
        ['late', 'accepted', MERGES + 1],
      ]),
    );
    expect(found).toHaveLength(3);
  });
});
