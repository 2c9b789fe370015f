import { expect, it } from '@jest/globals';
import type { CheckTeller } from '../../../app/checks/tell-beside-check.ts';
import { tellPress } from '../../../app/checks/tell-press.ts';
import { VaultMeshError } from '../../../core/common/error.ts';

const beside = { repository: { owner: 'acme', repo: 'orders' }, run: 7 };

/** A check run that says `summary`, and how often it was written. */
function checkRun(summary: string) {
  const check = { summary, updates: 0 };
  const client: CheckTeller = {
    rest: {
      checks: {
        get: () => Promise.resolve({ data: { output: { title: 'Broken', summary: check.summary } } }),
        update: ({ output }) => {
          check.summary = output.summary;
          check.updates += 1;
          return Promise.resolve();
        },
      },
    },
  };
  return { check, client };
}

it('puts what came of a button above the summary, in the place of what stood there', async () => {
  const { check, client } = checkRun('19 rules held.');
  const refusal = new VaultMeshError('conflict', 'The branch moved.');
  expect(await tellPress(client, beside, Promise.reject(refusal))).toBe(
    'The button did nothing. The branch moved.',
  );
  expect(check.summary).toMatch(
    /^> The button did nothing\. The branch moved\.\n\n<!--.*-->\n19 rules held\.$/,
  );
  await tellPress(client, beside, Promise.resolve('Being recorded.'));
  expect(check.summary).toMatch(/^> Being recorded\.\n\n<!--.*-->\n19 rules held\.$/);
});

it('takes away what is true no more once a button has done its work, and writes nothing where nothing stood', async () => {
  const { check, client } = checkRun('19 rules held.');
  await tellPress(client, beside, Promise.resolve(undefined));
  expect(check.updates).toBe(0);
  await expect(tellPress(client, beside, Promise.reject(new Error('422')))).rejects.toThrow('422');
  expect(check.summary).toContain('The app was stopped. Press the button again.');
  await tellPress(client, beside, Promise.resolve(undefined));
  expect(check.summary).toBe('19 rules held.');
});
