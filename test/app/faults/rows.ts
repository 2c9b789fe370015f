import type { RepositoryName } from '../../../core/github/repository-name.ts';
import { appendRecords, githubStore, parseSignerKey } from '../../../core/remembrancer/ledger/index.ts';
import { ADOPTABLE } from '../../../core/spawn/index.ts';
import { sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';
import { recordRelease } from '../fixtures/record-release.ts';
import { ORGANIZATION, PLATFORM } from '../fixtures/sandbox-app.ts';
import { propose, put, type TableWorld } from './table-world.ts';

/** What sets the app in motion once, and the command that is answered then. */
export interface Prepared {
  readonly act: () => Promise<unknown>;
  readonly command?: { readonly repository: RepositoryName; readonly issue: number };
}

/** Something that the app does. */
export interface Row {
  readonly name: string;
  /** What sets it in motion. */
  readonly event: 'issue_comment' | 'pull_request' | 'check_run' | 'push';
  /** In how many parts its cases are run side by side; 1 unless told. */
  readonly parts?: number;
  /** What all its cases have in common. */
  readonly furnish?: (world: TableWorld) => Promise<void>;
  /** Everything that comes before it, for the case `name`, which no other has. */
  readonly prepare: (world: TableWorld, name: string) => Promise<Prepared>;
}

const decision = (status: string): string =>
  `---\nstatus: ${status}\n---\n\n# Keep it\n\n## Context\n\nIt was open.\n\n## Decision Outcome\n\nKept.\n`;

const pathOf = (name: string): string => `docs/adr/${name}.md`;

/** A command on an issue or pull request. */
function give(
  { maria }: TableWorld,
  body: string,
  issue: number,
  repository: RepositoryName = PLATFORM,
): Prepared {
  return {
    command: { repository, issue },
    act: () => maria.octokit.issues.createComment({ ...repository, issue_number: issue, body }),
  };
}

async function issueIn({ maria }: TableWorld, title: string, repository = PLATFORM): Promise<number> {
  return (await maria.octokit.issues.create({ ...repository, title })).data.number;
}

/** A command on an issue of its own in the platform repository. */
const command = (
  name: string,
  body: (name: string) => string,
  others: Partial<Pick<Row, 'furnish' | 'parts'>> & {
    readonly before?: (world: TableWorld, name: string) => Promise<unknown>;
  } = {},
): Row => ({
  name,
  event: 'issue_comment',
  ...others,
  prepare: async (world, each) => {
    await others.before?.(world, each);
    return give(world, body(each), await issueIn(world, each));
  },
});

const adopt = (part: string): Row => ({
  name: `/adopt ${part}`,
  event: 'issue_comment',
  parts: part === 'ledger' ? 2 : 1,
  prepare: async (world, name) => {
    const repository = { owner: ORGANIZATION, repo: name };
    await world.maria.octokit.repos.createInOrg({ org: ORGANIZATION, name, auto_init: true });
    await put(world.maria, 'go.mod', 'module example.org/hobby\n', { repository });
    return give(world, `/adopt ${part}`, await issueIn(world, name, repository), repository);
  },
});

/** A step of a decision on the pull request that brings it. */
const step = (verb: string, from: string): Row => ({
  name: `/adr ${verb}, on its pull request`,
  event: 'issue_comment',
  prepare: async (world, name) => {
    await put(world.maria, pathOf(name), decision(from), { branch: name });
    return give(world, `/adr ${verb} ${name}`, (await propose(world.maria, name)).number);
  },
});

const onMain =
  (...decisions: readonly (readonly [name: string, status: string])[]) =>
  async ({ maria }: TableWorld): Promise<void> => {
    for (const [name, status] of decisions) await put(maria, pathOf(name), decision(status));
  };

const released = (world: TableWorld): Promise<void> =>
  recordRelease(world, {
    tag: 'v1.0.0',
    content: 'the first release',
    what: 'The first release',
    why: 'To try.',
  });

/** The newest text that the app wrote on an issue. */
async function answerOn({ maria }: TableWorld, issue_number: number): Promise<string> {
  const { data } = await maria.octokit.issues.listComments({ ...PLATFORM, issue_number, per_page: 100 });
  return data.findLast(({ user }) => user?.type === 'Bot')?.body ?? '';
}

const closed = (
  what: string,
  status: string,
  act: (world: TableWorld, number: number) => Promise<unknown>,
): Row => ({
  name: `a pull request with a decision that is ${what}`,
  event: 'pull_request',
  prepare: async (world, name) => {
    await put(world.maria, pathOf(name), decision(status), { branch: name });
    const { number } = await propose(world.maria, name);
    return { act: () => act(world, number) };
  },
});

const SCRIPT = 'scripts/build.sh';
const DOWNLOAD = 'curl -sSf https://example.org/install.sh | sh\n';
const LOOSE =
  'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v7\n';

async function checkOn({ maria }: TableWorld, ref: string): Promise<number> {
  const { data } = await maria.octokit.checks.listForRef({ ...PLATFORM, ref });
  return data.check_runs[0]?.id ?? 0;
}

/** A row is added here; what it needs of GitHub is what `sandbox/github` has. */
export const ROWS: readonly Row[] = [
  command('/spawn', (name) => `/spawn ${name}`, { parts: 5 }),
  command('/spawn --dry-run', (name) => `/spawn ${name} --dry-run`),
  {
    name: '/approve',
    event: 'issue_comment',
    parts: 5,
    prepare: async (world, name) => {
      const issue = await issueIn(world, name);
      await give(world, `/spawn ${name} --dry-run`, issue).act();
      await world.settled();
      const [approval = ''] = /\/approve [0-9a-f]{64}/.exec(await answerOn(world, issue)) ?? [];
      return give(world, approval, issue);
    },
  },
  ...ADOPTABLE.map(adopt),
  command('/adr new', (name) => `/adr new Keep orders of ${name}`),
  step('propose', 'draft'),
  step('accept', 'proposed'),
  step('reject', 'proposed'),
  command('/adr accept, of the default branch', () => '/adr accept open', {
    furnish: onMain(['open', 'proposed']),
  }),
  command('/adr supersede', () => '/adr supersede old new', {
    furnish: onMain(['old', 'accepted'], ['new', 'accepted']),
  }),
  command('/record release', (name) => `/record release ${name} README.md`, {
    before: async ({ maria }, name) => {
      const { data } = await maria.octokit.git.getRef({ ...PLATFORM, ref: 'heads/main' });
      await maria.octokit.git.createRef({ ...PLATFORM, ref: `refs/tags/${name}`, sha: data.object.sha });
    },
  }),
  command('/record deployment', (name) => `/record deployment production ${name} README.md`),
  command('/record decision', (name) => `/record decision ${name}`, {
    before: (world, name) => put(world.maria, pathOf(name), decision('accepted')),
  }),
  {
    name: '/retry',
    event: 'issue_comment',
    parts: 2,
    prepare: async (world, name) => {
      const issue = await issueIn(world, name);
      const route = '/repos/{owner}/{repo}/git/trees';
      world.github.faults.onRequest({ kind: 'refusal', method: 'POST', route });
      await give(world, `/adr new Keep orders of ${name}`, issue).act();
      await world.settled();
      return give(world, '/retry', issue);
    },
  },
  command('/verify', () => '/verify v1.0.0', { furnish: released }),
  command('/query', () => '/query why the first release?', { furnish: released }),
  command('/timeline', () => '/timeline', { furnish: released }),
  command('/ledger', () => '/ledger', { furnish: released }),
  command('/help', () => '/help'),
  closed('merged', 'accepted', ({ maria }, pull_number) =>
    maria.octokit.pulls.merge({ ...PLATFORM, pull_number }),
  ),
  closed('turned down', 'proposed', ({ maria }, pull_number) =>
    maria.octokit.pulls.update({ ...PLATFORM, pull_number, state: 'closed' }),
  ),
  {
    name: 'the covenant check',
    event: 'pull_request',
    prepare: async ({ maria }, name) => {
      await put(maria, SCRIPT, `#!/bin/sh\n${DOWNLOAD.repeat(60)}`, { branch: name });
      return { act: () => propose(maria, name) };
    },
  },
  {
    name: 'the covenant check, asked for again',
    event: 'check_run',
    prepare: async (world, name) => {
      await put(world.maria, SCRIPT, DOWNLOAD, { branch: name });
      const { sha } = await propose(world.maria, name);
      await world.settled();
      const check_run_id = await checkOn(world, sha);
      return { act: () => world.maria.octokit.checks.rerequestRun({ ...PLATFORM, check_run_id }) };
    },
  },
  {
    name: 'the button that fixes',
    event: 'check_run',
    parts: 2,
    prepare: async (world, name) => {
      await put(world.maria, '.github/workflows/build.yml', LOOSE, { branch: name });
      const { sha } = await propose(world.maria, name);
      await world.settled();
      const run = await checkOn(world, sha);
      return {
        act: () => world.github.pressCheckButton({ ...PLATFORM, run, identifier: 'fix', by: 'maria' }),
      };
    },
  },
  {
    name: 'a push to a ledger',
    event: 'push',
    parts: 2,
    prepare: async (world, name) => {
      // One of its own: what is pushed to one that has more entries is another thing.
      const adoption = await adopt('ledger').prepare(world, name);
      await adoption.act();
      await world.settled();
      const repository = { owner: ORGANIZATION, repo: name };
      const secrets = world.github.secretsFor({ ...repository, environment: 'ledger' });
      const key = parseSignerKey(secrets['VAULTMESH_LOG_KEY'] ?? '');
      const receipt = sampleReceipt({ component: 'any', context: { what: 'Build by script' }, links: [] });
      const ledger = githubStore(world.maria.octokit, repository);
      return { act: () => appendRecords(ledger, key, [{ receipt, evidence: [] }], { random: Math.random }) };
    },
  },
];
