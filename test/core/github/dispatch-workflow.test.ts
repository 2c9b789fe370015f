import { afterEach, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { dispatchWorkflow } from '../../../core/github/dispatch-workflow.ts';

const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

afterEach(() => {
  nock.cleanAll();
});

/** Starts a workflow at a GitHub that answers so. */
function dispatched(status: number, message?: string): Promise<boolean> {
  nock('https://api.github.com')
    .post('/repos/acme/orders/actions/workflows/record.yml/dispatches', {
      ref: 'main',
      inputs: { kind: 'release' },
    })
    .reply(status, message === undefined ? undefined : { message });
  const repository = { owner: 'acme', repo: 'orders' };
  return dispatchWorkflow(new Octokit({ log }), repository, 'record.yml', 'main', { kind: 'release' });
}

it('tells whether there is such a workflow', async () => {
  expect(await dispatched(204)).toBe(true);
  expect(await dispatched(404, 'Not Found')).toBe(false);
});

it.each([
  ["Cannot trigger a 'workflow_dispatch' on a disabled workflow", 'is disabled. Enable it, under Actions.'],
  ["Workflow does not have 'workflow_dispatch' trigger", 'does not take what it is given'],
  ['Unexpected inputs provided: ["kind"]', 'does not take what it is given'],
  ["Required input 'tag' not provided", 'does not take what it is given'],
  [
    "Provided value 'release' for input 'kind' not in the list of allowed values",
    'does not take what it is given',
  ],
])('what GitHub refuses is for a person to mend: %s', async (message, told) => {
  await expect(dispatched(422, message)).rejects.toMatchObject({
    code: 'policy',
    message: expect.stringContaining(`The workflow record.yml of acme/orders ${told}`),
  });
});

it('passes on what says nothing of the workflow: another attempt may come to more', async () => {
  for (const message of ['Validation Failed', 'No ref found for: main'])
    await expect(dispatched(422, message)).rejects.toMatchObject({ status: 422 });
});
