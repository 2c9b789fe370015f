import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { evidenceDirectory } from '../../../actions/common/src/evidence-directory.ts';
import { operationOf } from '../../../actions/common/src/operation.ts';
import { readWorkflowRun, type WorkflowRun } from '../../../actions/common/src/workflow-run.ts';

const environment = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
  GITHUB_REPOSITORY: 'acme/my-service',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_REF: 'refs/tags/v1.0.0',
  GITHUB_REF_TYPE: 'tag',
  GITHUB_REF_NAME: 'v1.0.0',
  GITHUB_RUN_ID: '42',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_WORKSPACE: '/home/runner/work/my-service/my-service',
  RUNNER_TEMP: '/home/runner/work/_temp',
};

describe('the workflow run', () => {
  it('is read from the default variables of the runner', async () => {
    const run = await readWorkflowRun(environment);
    expect(run).toMatchObject({ owner: 'acme', repository: 'my-service', tag: 'v1.0.0', hasIdentity: false });
  });

  it('counts as private when the event does not say otherwise', async () => {
    expect((await readWorkflowRun(environment)).isPrivate).toBe(true);
  });

  it('names the variable that is missing', async () => {
    await expect(readWorkflowRun({ ...environment, GITHUB_SHA: '' })).rejects.toMatchObject({
      code: 'usage',
      message: 'GITHUB_SHA is not set; this program runs as a step of a GitHub workflow.',
    });
  });
});

/** The run that an event with this payload starts. */
async function runOf(payload: object): Promise<WorkflowRun> {
  const directory = await mkdtemp(join(tmpdir(), 'vaultmesh-event-'));
  try {
    const path = join(directory, 'event.json');
    await writeFile(path, JSON.stringify(payload));
    return await readWorkflowRun({ ...environment, GITHUB_EVENT_PATH: path });
  } finally {
    await rm(directory, { recursive: true });
  }
}

it('knows the default branch where the event names it', async () => {
  expect((await runOf({ repository: { default_branch: 'trunk' } })).defaultBranch).toBe('trunk');
  expect(await runOf({ repository: {} })).not.toHaveProperty('defaultBranch');
});

it('knows the base of a merge group by a whole commit id, and by nothing else', async () => {
  const base = 'b'.repeat(40);
  expect((await runOf({ merge_group: { base_sha: base } })).mergeBase).toBe(base);
  const sha256 = 'c'.repeat(64);
  expect((await runOf({ merge_group: { base_sha: sha256 } })).mergeBase).toBe(sha256);
  for (const given of ['main', '--all', `${base}\n`, ` ${base}`, 'b'.repeat(41), 'B'.repeat(40), 7, null]) {
    expect(await runOf({ merge_group: { base_sha: given } })).not.toHaveProperty('mergeBase');
  }
  expect(await runOf({ merge_group: {} })).not.toHaveProperty('mergeBase');
});

describe('a pull request', () => {
  const read = async (head: unknown, base: unknown): Promise<boolean> =>
    (await runOf({ pull_request: { head: { repo: head }, base: { repo: base } } })).fromFork;

  it('comes with what its author wrote, and how many commits it has', async () => {
    const pull = { title: 'Use one', body: 'As ADR-0001 says.', commits: 3 };
    const { pullRequest } = await runOf({ pull_request: pull });
    expect(pullRequest).toEqual({ texts: ['Use one', 'As ADR-0001 says.'], commits: 3 });
    const bare = await runOf({ pull_request: { title: 'Use one', body: null } });
    expect(bare.pullRequest).toEqual({ texts: ['Use one'], commits: 1 });
    expect(await runOf({})).not.toHaveProperty('pullRequest');
  });

  it('is from a fork when its branch is in another repository, or in one that was deleted', async () => {
    const own = { full_name: 'acme/my-service' };
    expect(await read({ full_name: 'ada/my-service', fork: true }, own)).toBe(true);
    expect(await read(null, own)).toBe(true);
    expect(await read(own, own)).toBe(false);
  });

  it('within a fork is not from a fork', async () => {
    const fork = { full_name: 'ada/my-service', fork: true };
    expect(await read(fork, fork)).toBe(false);
  });
});

describe('the operation', () => {
  const ref = 'refs/heads/main';

  it('is the release of the tag when nothing else is said', () => {
    expect(operationOf({ kind: 'release', operation: '' }, { tag: 'v1.0.0', ref: 'refs/tags/v1.0.0' })).toBe(
      'release:v1.0.0',
    );
  });

  it('is what the workflow says', () => {
    const operation = 'deployment:production:1.0.0:42';
    expect(operationOf({ kind: 'deployment', operation }, { ref })).toBe(operation);
  });

  it.each(['release', 'deployment', 'decision'] as const)('must be given for a %s without a tag', (kind) => {
    expect(() => operationOf({ kind, operation: '' }, { ref })).toThrow('the input "operation"');
  });

  it('of a release without a tag is told with the ref of the run', () => {
    expect(() => operationOf({ kind: 'release', operation: '' }, { ref })).toThrow(
      'this run is for refs/heads/main. Start the workflow by pushing the tag',
    );
  });

  it('decides on the evidence folder, and never names it', () => {
    const one = evidenceDirectory('/temp', 'release:v1.0.0');
    expect(one).toBe(evidenceDirectory('/temp', 'release:v1.0.0'));
    expect(one).not.toBe(evidenceDirectory('/temp', 'release:v1.0.1'));
    expect(evidenceDirectory('/temp', '../../etc')).toMatch(/^\/temp\/vaultmesh-[0-9a-f]{16}$/);
  });
});
