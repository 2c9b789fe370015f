import { afterEach, beforeEach, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { API, INSTALLATION, startedApp } from '../fixtures/started-app.ts';

const PLATFORM = '/repos/acme/platform';
const MERGE = '0123456789abcdef0123456789abcdef01234567';
const DECISION = '---\nstatus: proposed\n---\n\n# Spawn my-service\n';

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

const closed = (changes: object = {}) =>
  ({
    id: '1',
    name: 'pull_request' as const,
    payload: {
      action: 'closed',
      pull_request: { number: 2, merged: true, merge_commit_sha: MERGE, base: { ref: 'main' }, ...changes },
      repository: {
        name: 'platform',
        full_name: 'acme/platform',
        default_branch: 'main',
        owner: { login: 'acme' },
      },
      installation: { id: INSTALLATION },
    },
  }) as never;

function filesAre(files: { filename: string; status: string }[], content = DECISION) {
  nock(API).get(`${PLATFORM}/pulls/2/files`).query(true).reply(200, files);
  nock(API)
    .get(`${PLATFORM}/contents/docs%2Fadr%2Fspawn-my-service.md`)
    .query({ ref: MERGE })
    .optionally()
    .reply(200, { type: 'file', encoding: 'base64', content: Buffer.from(content).toString('base64') });
}

function workflowStarts(status = 204) {
  const inputs: Record<string, string>[] = [];
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

it('hands a merged decision to the record workflow', async () => {
  filesAre([
    { filename: 'docs/adr/spawn-my-service.md', status: 'added' },
    { filename: 'docs/adr/changed.md', status: 'modified' },
    { filename: 'README.md', status: 'added' },
  ]);
  const inputs = workflowStarts();
  await app.receive(closed());
  expect(inputs).toEqual([
    {
      kind: 'decision',
      operation: `decision:docs/adr/spawn-my-service.md@${MERGE}`,
      component: 'spawn-my-service',
      version: MERGE.slice(0, 12),
      commit: MERGE,
      files: 'docs/adr/spawn-my-service.md',
      context: '{"what":"Spawn my-service"}',
    },
  ]);
});

it('does nothing for a pull request that was not merged, or not into the default branch', async () => {
  await app.receive(closed({ merged: false }));
  await app.receive(closed({ base: { ref: 'release' } }));
});

it('does nothing for a decision that is not proposed or accepted', async () => {
  filesAre([{ filename: 'docs/adr/spawn-my-service.md', status: 'added' }], '---\nstatus: draft\n---\n');
  const inputs = workflowStarts();
  await app.receive(closed());
  expect(inputs).toEqual([]);
});

it('leaves a repository alone that has no record workflow', async () => {
  filesAre([{ filename: 'docs/adr/spawn-my-service.md', status: 'added' }]);
  workflowStarts(404);
  await expect(app.receive(closed())).resolves.toBeUndefined();
});

it('looks at all pages of a large pull request', async () => {
  const page = Array.from({ length: 100 }, (_, index) => ({ filename: `${index}.txt`, status: 'added' }));
  nock(API)
    .get(`${PLATFORM}/pulls/2/files`)
    .query({ per_page: 100, page: 1 })
    .reply(200, page)
    .get(`${PLATFORM}/pulls/2/files`)
    .query({ per_page: 100, page: 2 })
    .reply(200, [{ filename: 'docs/adr/spawn-my-service.md', status: 'added' }])
    .get(`${PLATFORM}/contents/docs%2Fadr%2Fspawn-my-service.md`)
    .query({ ref: MERGE })
    .reply(200, { content: Buffer.from(DECISION).toString('base64') });
  const inputs = workflowStarts();
  await app.receive(closed());
  expect(inputs).toHaveLength(1);
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
    .reply(200, [{ filename, status: 'added' }]);
  const inputs = workflowStarts();
  await app.receive(closed());
  expect(inputs).toEqual([]);
});

it('starts the workflow again when GitHub was in trouble: the operation id makes a second run harmless', async () => {
  filesAre([{ filename: 'docs/adr/spawn-my-service.md', status: 'added' }]);
  const path = `${PLATFORM}/actions/workflows/vaultmesh-record.yml/dispatches`;
  const trouble = nock(API).post(path).reply(502);
  const inputs = workflowStarts();
  await app.receive(closed());
  expect(trouble.isDone()).toBe(true);
  expect(inputs).toHaveLength(1);
});
