import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { askedBy } from '../fixtures/asked-by.ts';
import { API, INSTALLATION, startedApp } from '../fixtures/started-app.ts';

const SERVICE = '/repos/acme/my-service';
const COMMIT = 'fedcba9876543210fedcba9876543210fedcba98';

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

const ended = (changes: object = {}, path = '.github/workflows/release.yml') =>
  ({
    id: '1',
    name: 'workflow_run' as const,
    payload: {
      action: 'completed',
      workflow: { path },
      workflow_run: {
        ...{ event: 'push', head_branch: 'v1.0.0', conclusion: 'success', display_title: 'Release it' },
        ...{ html_url: 'http://127.0.0.1:4009/acme/my-service/actions/runs/5', ...changes },
      },
      repository: { name: 'my-service', full_name: 'acme/my-service', owner: { login: 'acme' } },
      installation: { id: INSTALLATION },
    },
  }) as never;

/** The tag is there, and the release workflow at its commit has this step. */
function tagIs(step: string): void {
  const content = `on:\n  push:\n    tags: ['v*']\njobs:\n  record:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ${step}\n`;
  nock(API)
    .get(`${SERVICE}/commits/tags%2Fv1.0.0`)
    .times(2)
    .reply(200, { sha: COMMIT })
    .get(`${SERVICE}/contents/.github`)
    .query({ ref: COMMIT })
    .reply(200, [{ name: 'workflows', type: 'dir', sha: 'd'.repeat(40) }])
    .get(`${SERVICE}/git/trees/${'d'.repeat(40)}`)
    .query(true)
    .reply(200, {
      tree: [
        { path: 'release.yml', mode: '100644', type: 'blob', sha: 'e'.repeat(40), size: content.length },
      ],
    })
    .get(`${SERVICE}/git/blobs/${'e'.repeat(40)}`)
    .reply(200, { content: Buffer.from(content).toString('base64') });
}

describe('a run of the release workflow of a repository', () => {
  it('is followed by a look at the record of its release, where the workflow records that', async () => {
    tagIs('vaultmesh/record@v1');
    expect(await askedBy(app, ended())).toEqual([expect.stringContaining(`${SERVICE}/releases/tags/v1.0.0`)]);
  });

  it('is left alone where the workflow records nothing', async () => {
    tagIs('actions/checkout@v7');
    expect(await askedBy(app, ended())).toEqual([]);
  });

  it('is left alone where it was for a branch', async () => {
    expect(await askedBy(app, ended({ head_branch: 'main' }))).toEqual([
      expect.stringContaining(`${SERVICE}/commits/tags%2Fmain`),
    ]);
  });

  it.each([
    ['by hand', ended({ event: 'workflow_dispatch' })],
    ['for a commit without a branch', ended({ head_branch: null })],
    ['of another workflow', ended({}, '.github/workflows/ci.yml')],
  ])('is left alone where it was %s', async (_, event) => {
    expect(await askedBy(app, event)).toEqual([]);
  });
});
