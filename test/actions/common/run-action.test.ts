import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { runAction } from '../../../actions/common/src/run-action.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { memoryRunner } from '../memory-runner.ts';

const before = process.env;
beforeEach(() => {
  process.env = {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: '42',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_WORKSPACE: '/workspace',
    RUNNER_TEMP: '/temp',
  };
});
afterEach(() => {
  process.env = before;
});

it('makes a failure an annotation and the same outcome that the other doors give', async () => {
  const runner = memoryRunner();
  const error = new VaultMeshError('conflict', 'It is on the ledger for other artifacts.');
  await runAction('VaultMesh append', runner, () => Promise.reject(error));
  expect(JSON.parse(runner.outputs.get('outcome') ?? '')).toEqual({
    schema: 1,
    reason: 'conflict',
    message: 'It is on the ledger for other artifacts.',
  });
  expect(runner.failures).toEqual([['VaultMesh append', 'It is on the ledger for other artifacts.']]);
});

it('fails by name outside of a workflow', async () => {
  const runner = memoryRunner();
  delete process.env['GITHUB_REPOSITORY'];
  await runAction('VaultMesh sign', runner, () => Promise.resolve());
  expect(runner.failures).toEqual([
    ['VaultMesh sign', 'GITHUB_REPOSITORY is not set; this program runs as a step of a GitHub workflow.'],
  ]);
});
