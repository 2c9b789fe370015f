import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { API, INSTALLATION, startedApp } from '../fixtures/started-app.ts';

const PLATFORM = '/repos/acme/platform';
const PULL = 'http://127.0.0.1:4009/acme/platform/pull/2';
const MERGE = '0123456789abcdef0123456789abcdef01234567';
const HEAD = 'fedcba9876543210fedcba9876543210fedcba98';
const FILE = 'docs/adr/spawn-my-service.md';
const CONFIG = `${PLATFORM}/contents/.github%2Fvaultmesh.yml`;
const DECISION = '---\nstatus: proposed\n---\n\n# Spawn my-service\n';
const ADDED = [{ filename: FILE, status: 'added' }];

const ada = { login: 'ada', type: 'User' };
const grace = { login: 'grace', type: 'User' };
const stranger = { login: 'mallory', type: 'User' };
const bot = { login: 'vaultmesh[bot]', type: 'Bot' };

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

interface Changes {
  merged?: boolean;
  base?: string;
  author?: object | null;
  merger?: object;
  sender?: object;
}

const closed = ({
  merged = true,
  base = 'main',
  author = ada,
  merger = grace,
  sender = grace,
}: Changes = {}) =>
  ({
    id: '1',
    name: 'pull_request' as const,
    payload: {
      action: 'closed',
      pull_request: {
        number: 2,
        html_url: PULL,
        merged,
        // GitHub's merge for trying, where it was not merged.
        merge_commit_sha: MERGE,
        merged_by: merged ? merger : null,
        closed_at: '2026-11-20T09:00:00Z',
        user: author,
        head: { sha: HEAD },
        base: { ref: base },
      },
      repository: {
        id: 5,
        name: 'platform',
        full_name: 'acme/platform',
        default_branch: 'main',
        owner: { login: 'acme' },
      },
      sender,
      installation: { id: INSTALLATION },
    },
  }) as never;

const unmerged = (changes: Changes = {}) => closed({ merged: false, ...changes });

interface File {
  filename: string;
  status: string;
  previous_filename?: string;
}

const asFile = (text: string) => ({
  type: 'file',
  encoding: 'base64',
  content: Buffer.from(text).toString('base64'),
});

/** GitHub has no ledger of the repository, and the commits of the branch change files by themselves, as in a squash. */
function noLedger() {
  nock('http://127.0.0.1:4009')
    .post('/api/graphql')
    .optionally()
    .reply(200, { data: { repository: { ref: null } } })
    .persist();
  nock(API)
    .get(`${PLATFORM}/commits`)
    .query(true)
    .optionally()
    .reply(200, [{ sha: MERGE }])
    .persist();
}

/** Without the text of a configuration there is none. */
function filesAre(files: File[], content = DECISION, ref = MERGE, config?: string) {
  nock(API).get(`${PLATFORM}/pulls/2/files`).query(true).reply(200, files);
  nock(API)
    .get(CONFIG)
    .optionally()
    .reply(config === undefined ? 404 : 200, config === undefined ? {} : asFile(config))
    .persist();
  noLedger();
  for (const { filename } of files) {
    nock(API)
      .get(`${PLATFORM}/contents/${encodeURIComponent(filename)}`)
      .query({ ref })
      .optionally()
      .reply(200, asFile(content));
  }
}

function reviewsAre(...reviews: { user: object | null; state: string; commit_id: string | null }[]) {
  nock(API).get(`${PLATFORM}/pulls/2/reviews`).query(true).reply(200, reviews);
}

const PERMISSIONS: Readonly<Record<string, string>> = { maintain: 'write', triage: 'read' };

function roleIs(login: string, role_name: string) {
  nock(API)
    .get(`${PLATFORM}/collaborators/${encodeURIComponent(login)}/permission`)
    .reply(200, { permission: PERMISSIONS[role_name] ?? role_name, role_name });
}

function workflowStarts(status = 204, begun: { display_title: string; created_at: string }[] = []) {
  const inputs: Record<string, string>[] = [];
  nock(API)
    .get(`${PLATFORM}/actions/workflows/vaultmesh-record.yml/runs`)
    .query(true)
    .reply(200, { workflow_runs: begun.map((run) => ({ ...run, html_url: PULL })) })
    .persist();
  nock(API)
    .post(`${PLATFORM}/actions/workflows/vaultmesh-record.yml/dispatches`)
    .reply(status, async (request: Request) => {
      const body = (await request.json()) as { ref: string; inputs: Record<string, string> };
      expect(body.ref).toBe('main');
      inputs.push(body.inputs);
      return '';
    })
    .persist();
  return inputs;
}

/** What the workflow was started with; links as `rel target`. */
async function recorded(event: never) {
  const inputs = workflowStarts();
  await app.receive(event);
  return inputs.map(({ links, people, ...others }) => ({
    ...others,
    links: (JSON.parse(links!) as { rel: string; target: string }[]).map(
      ({ rel, target }) => `${rel} ${target}`,
    ),
    people: JSON.parse(people!) as unknown,
  }));
}

describe('a merged pull request', () => {
  it('has its decision recorded as accepted, with what it relates to and who took part', async () => {
    filesAre(
      [
        { filename: FILE, status: 'added' },
        { filename: 'docs/adr/gone.md', status: 'removed' },
        { filename: 'README.md', status: 'added' },
      ],
      '---\nid: 01JD0ABCDEFGHJKMNPQRSTVWXY\nstatus: draft\nsupersedes: [7]\naffects: ["src/**"]\n---\n\n# Spawn it\n',
    );
    reviewsAre({ user: grace, state: 'APPROVED', commit_id: HEAD });
    roleIs('grace', 'maintain');
    expect(await recorded(closed())).toEqual([
      {
        kind: 'decision',
        operation: `decision:${FILE}@${MERGE}`,
        component: 'spawn-my-service',
        version: MERGE.slice(0, 12),
        commit: MERGE,
        files: FILE,
        context: '{"what":"Spawn it"}',
        sign: 'true',
        links: [
          'status accepted',
          `pull-request ${PULL}`,
          'alias ADR-PR2',
          'alias 01JD0ABCDEFGHJKMNPQRSTVWXY',
          'supersedes ADR-0007',
          'affects src/**',
        ],
        people: [
          { role: 'author', login: 'ada' },
          { role: 'approver', login: 'grace' },
          { role: 'merger', login: 'grace' },
        ],
      },
    ]);
  });

  it.each(['deprecated', 'superseded', 'rejected'])(
    'that changes a decision has it recorded as what it became: %s',
    async (status) => {
      filesAre([{ filename: FILE, status: 'modified' }], `---\nstatus: ${status}\n---\n\n# Spawn it\n`);
      reviewsAre();
      const [record] = await recorded(closed());
      expect(record).toMatchObject({ operation: `decision:${FILE}@${MERGE}` });
      expect(record!.links).toEqual([
        `status ${status}`,
        `pull-request ${PULL}`,
        'alias ADR-PR2',
        'revises spawn-my-service',
      ]);
    },
  );

  it('that renames a decision says what it was called', async () => {
    const previous_filename = 'docs/adr/spawn-it.md';
    filesAre([{ filename: FILE, status: 'renamed', previous_filename }]);
    reviewsAre();
    const [record] = await recorded(closed());
    expect(record!.links).toContain('revises spawn-it');
  });

  it('names those who approved what was merged and may write, and no apps', async () => {
    const other = { login: 'olga', type: 'User' };
    filesAre(ADDED);
    reviewsAre(
      { user: grace, state: 'APPROVED', commit_id: HEAD },
      { user: other, state: 'APPROVED', commit_id: HEAD },
      { user: stranger, state: 'APPROVED', commit_id: HEAD },
      { user: { login: 'early', type: 'User' }, state: 'APPROVED', commit_id: MERGE },
      { user: bot, state: 'APPROVED', commit_id: HEAD },
      { user: null, state: 'APPROVED', commit_id: HEAD },
      { user: grace, state: 'COMMENTED', commit_id: HEAD },
      { user: other, state: 'CHANGES_REQUESTED', commit_id: HEAD },
    );
    roleIs('grace', 'admin');
    roleIs('mallory', 'read');
    const [record] = await recorded(closed({ author: bot }));
    expect(record!.people).toEqual([
      { role: 'approver', login: 'grace' },
      { role: 'merger', login: 'grace' },
    ]);
  });

  it('keeps what is said of it within what GitHub takes', async () => {
    const affects = Array.from({ length: 300 }, (_, n) => `${n}/${'x'.repeat(90)}`);
    const prose = `# ${'\u0001'.repeat(5000)}\n\n## Context\n\n${'"'.repeat(5000)}\n\n## Decision\n\n${'\\'.repeat(5000)}\n`;
    filesAre(ADDED, `---\nstatus: accepted\naffects: ${JSON.stringify(affects)}\n---\n\n${prose}`);
    reviewsAre();
    const inputs = workflowStarts();
    await app.receive(closed());
    expect(JSON.stringify(inputs[0]).length).toBeLessThan(65_535);
    expect(inputs[0]!['links']).toContain('"affects","target":"0/x');
  });

  it.each([
    ['is left to the run that an attempt before has begun', '2026-11-20T09:00:00Z', 0],
    ['is recorded, whatever ran before it was merged', '2026-11-20T08:59:59Z', 1],
  ])('%s', async (_, created_at, started) => {
    filesAre(ADDED);
    reviewsAre();
    const inputs = workflowStarts(204, [{ display_title: `Record decision:${FILE}@${MERGE}`, created_at }]);
    await app.receive(closed());
    expect(inputs).toHaveLength(started);
  });

  const ELSEWHERE = 'covenant: { decisions: architecture }\n';
  it.each(['architecture/use-it.md', 'architecture/storage/use-it.md'])(
    'has its decision recorded from where the configuration says that decisions are: %s',
    async (filename) => {
      const elsewhere = { filename, status: 'added' };
      filesAre([elsewhere, ...ADDED], DECISION, MERGE, ELSEWHERE);
      reviewsAre();
      const [record, ...others] = await recorded(closed());
      expect(record).toMatchObject({ operation: `decision:${filename}@${MERGE}`, component: 'use-it' });
      expect(others).toEqual([]);
    },
  );

  it('that moves a text into the folder revises nothing', async () => {
    filesAre([{ filename: FILE, status: 'renamed', previous_filename: 'notes/spawn-it.md' }]);
    reviewsAre();
    const [record] = await recorded(closed());
    expect(record!.links.filter((link) => link.startsWith('revises'))).toEqual([]);
  });

  it('has nothing recorded by a configuration that nobody can read', async () => {
    filesAre(ADDED, DECISION, MERGE, 'covenant: [');
    expect(await recorded(closed())).toEqual([]);
  });

  it('has a decision recorded under the commit that changed it, as the command does', async () => {
    const asked = nock(API)
      .get(`${PLATFORM}/commits`)
      .query({ path: FILE, sha: MERGE, per_page: 1 })
      .reply(200, [{ sha: HEAD }]);
    filesAre(ADDED);
    reviewsAre();
    const [record] = await recorded(closed());
    expect(record).toMatchObject({ operation: `decision:${FILE}@${HEAD}`, commit: HEAD });
    expect(asked.isDone()).toBe(true);
  });

  it('into another branch is left alone', async () => {
    await app.receive(closed({ base: 'release' }));
    await app.receive(unmerged({ base: 'release' }));
  });

  it('is left alone when what it has says no status', async () => {
    filesAre(ADDED, '# Decisions\n\nA list.\n');
    reviewsAre();
    expect(await recorded(closed())).toEqual([]);
  });
});

describe('an edited pull request', () => {
  const TEXT = { title: 'Do it', body: 'By ADR-0007.' };
  const edited = (changes: object, now: { title?: string; body?: string | null } = TEXT) =>
    ({
      id: '1',
      name: 'pull_request' as const,
      payload: {
        action: 'edited',
        number: 2,
        changes,
        pull_request: { ...now, number: 2, head: { sha: HEAD } },
        repository: { id: 5, name: 'platform', full_name: 'acme/platform', owner: { login: 'acme' } },
        installation: { id: INSTALLATION },
      },
    }) as never;
  /** Whether anything is asked of GitHub. */
  async function isLookedAt(event: never): Promise<boolean> {
    const asked: string[] = [];
    nock(API)
      .get(/.*/u)
      .reply(404, (request: Request) => {
        asked.push(request.url);
        return {};
      })
      .persist();
    await app.receive(event).catch(() => undefined);
    return asked.length > 0;
  }
  const base = { base: { ref: { from: 'next' }, sha: { from: MERGE } } };

  it.each<[string, object, { title?: string; body?: string | null }]>([
    ['goes into something else', base, TEXT],
    ['names a decision more', { body: { from: 'By nothing.' } }, TEXT],
    ['names another decision', { body: { from: 'By ADR-0006.' } }, TEXT],
    ['names one no more', { body: { from: 'By ADR-0007.' } }, { title: 'Do it', body: null }],
    [
      'names it by its file, in the title',
      { title: { from: 'Do it' } },
      { ...TEXT, title: 'By use-postgres.md' },
    ],
    ['had no words', { body: {} }, TEXT],
  ])('is looked at again when it %s', async (_, changes, now) => {
    expect(await isLookedAt(edited(changes, now))).toBe(true);
  });

  it.each<[string, object]>([
    ['says the same in other words', { body: { from: 'Because of ADR-0007, at last' } }],
    ['has another title', { title: { from: 'Do that' } }],
    ['was edited in what is no text', {}],
  ])('is left alone when it %s', async (_, changes) => {
    expect(await isLookedAt(edited(changes))).toBe(false);
  });
});

describe('a pull request that was closed unmerged', () => {
  it.each([
    ['withdrawn by its author', 'withdrawn', { author: ada, sender: ada }, DECISION],
    ['rejected by somebody else', 'rejected', { author: ada, sender: grace }, DECISION],
    ['rejected, of an author who is gone', 'rejected', { author: null, sender: grace }, DECISION],
    ['what its text says', 'rejected', { author: ada, sender: ada }, '---\nstatus: rejected\n---\n\n# It\n'],
  ] as const)('has its decision recorded as %s', async (_, status, who, text) => {
    filesAre([...ADDED, { filename: 'docs/adr/changed.md', status: 'modified' }], text, HEAD);
    roleIs(who.sender.login, 'write');
    const [record, ...others] = await recorded(unmerged(who));
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      operation: `decision:${FILE}@${HEAD}:${status}`,
      commit: HEAD,
      sign: 'false',
      links: [`status ${status}`, `pull-request ${PULL}`, 'alias ADR-PR2'],
      people: [
        ...(who.author === null ? [] : [{ role: 'author', login: 'ada' }]),
        { role: 'closer', login: who.sender.login },
      ],
    });
  });

  it('by a stranger fills no ledger, be it their own or not', async () => {
    for (const author of [stranger, ada]) {
      filesAre(ADDED, DECISION, HEAD);
      roleIs('mallory', 'read');
      expect(await recorded(unmerged({ author, sender: stranger }))).toEqual([]);
    }
  });

  it('with more decisions than anybody turns down at once fills no ledger', async () => {
    const many = Array.from({ length: 21 }, (_, n) => ({ filename: `docs/adr/${n}.md`, status: 'added' }));
    filesAre(many, DECISION, HEAD);
    roleIs('grace', 'write');
    expect(await recorded(unmerged())).toEqual([]);
  });
});

it('records the other decisions when one is not UTF-8, and nothing that a terminal would obey', async () => {
  nock(API)
    .get(`${PLATFORM}/contents/docs%2Fadr%2Flatin-1.md`)
    .query({ ref: MERGE })
    .reply(200, { content: Buffer.from('# é', 'latin1').toString('base64') });
  const files = [{ filename: 'docs/adr/latin-1.md', status: 'added' }, ...ADDED];
  filesAre(files, '---\nstatus: proposed\n---\n\n# Spawn\u0000 \u202eit\n');
  reviewsAre();
  const [record, ...others] = await recorded(closed());
  expect(others).toEqual([]);
  expect(record).toMatchObject({ files: FILE, context: '{"what":"Spawn\ufffd \ufffdit"}' });
});

it('goes on with the other decisions when the workflow does not take one, and tells that one', async () => {
  const other = { filename: 'docs/adr/other.md', status: 'added' };
  filesAre([...ADDED, other]);
  reviewsAre();
  const path = `${PLATFORM}/actions/workflows/vaultmesh-record.yml/dispatches`;
  nock(API).post(path).reply(422, { message: 'Unexpected inputs provided' });
  const comments: string[] = [];
  nock(API)
    .get(`${PLATFORM}/issues/2/comments`)
    .query(true)
    .reply(200, [])
    .post(`${PLATFORM}/issues/2/comments`)
    .reply(201, async (request: Request) => {
      const { body } = (await request.json()) as { body: string };
      comments.push(body);
      return { id: 1, body };
    });
  const [record, ...more] = await recorded(closed());
  expect(record).toMatchObject({ files: other.filename });
  expect(more).toEqual([]);
  expect(comments).toEqual([expect.stringContaining(`\`/record decision ${FILE}\``)]);
  expect(comments[0]).toContain('Update it.');
  expect(comments[0]).not.toContain(other.filename);
});

it('leaves a repository alone that has no record workflow', async () => {
  filesAre(ADDED);
  reviewsAre();
  workflowStarts(404);
  await expect(app.receive(closed())).resolves.toBeUndefined();
});

it('looks at all pages of a large pull request', async () => {
  noLedger();
  const page = Array.from({ length: 100 }, (_, index) => ({ filename: `${index}.txt`, status: 'added' }));
  nock(API)
    .get(`${PLATFORM}/pulls/2/files`)
    .query({ per_page: 100, page: 1 })
    .reply(200, page)
    .get(`${PLATFORM}/pulls/2/files`)
    .query({ per_page: 100, page: 2 })
    .reply(200, ADDED)
    .get(CONFIG)
    .times(2)
    .reply(404)
    .get(`${PLATFORM}/contents/docs%2Fadr%2Fspawn-my-service.md`)
    .query({ ref: MERGE })
    .reply(200, { content: Buffer.from(DECISION).toString('base64') });
  reviewsAre();
  expect(await recorded(closed())).toHaveLength(1);
});

it.each([
  'docs/adr/a\ndist/*.md',
  'docs/adr/*.md',
  'docs/adr/use postgres.md',
  'docs/adr/größe.md',
  'docs/adr/# x.md',
  `docs/adr/${'a'.repeat(150)}.md`,
])('records no decision whose file name would be read as something else: %j', async (filename) => {
  nock(API)
    .get(`${PLATFORM}/pulls/2/files`)
    .query(true)
    .reply(200, [{ filename, status: 'added' }])
    .get(CONFIG)
    .reply(404);
  expect(await recorded(closed())).toEqual([]);
});

it('leaves it to the next attempt to start the workflow when GitHub is in trouble: that looks first', async () => {
  const path = `${PLATFORM}/actions/workflows/vaultmesh-record.yml/dispatches`;
  nock(API).post(path).reply(502);
  const inputs = workflowStarts();
  for (const started of [0, 1]) {
    filesAre(ADDED);
    reviewsAre();
    const done = app.receive(closed()).then(
      () => 1,
      () => 0,
    );
    expect(await done).toBe(started);
    expect(inputs).toHaveLength(started);
  }
});
