import { expect, it } from '@jest/globals';
import { witnessLedger } from '../../../app/guard/witness-ledger.ts';
import type { WitnessKeeper } from '../../../app/guard/witness-memory.ts';
import { testServices } from '../fixtures/started-app.ts';

/** Of an owner with whom GitHub answers the making of a memory like this. */
function witnessed(status: number, message: string): Promise<void> {
  const failing = (code: number, text: string) =>
    Promise.reject(
      Object.assign(new Error(text), {
        name: 'HttpError',
        status: code,
        request: { method: 'GET', url: '/', headers: {} },
      }),
    );
  const client = {
    rest: { repos: { get: () => failing(404, 'Not Found'), createInOrg: () => failing(status, message) } },
  } as unknown as WitnessKeeper;
  return witnessLedger(client, { owner: 'maria', repo: 'app' }, testServices());
}

it('leaves a ledger without a witness where there can be no memory of it', async () => {
  await expect(witnessed(404, 'Not Found')).resolves.toBeUndefined();
  await expect(witnessed(403, 'Resource not accessible by integration')).resolves.toBeUndefined();
});

it('fails where the memory may be made later', async () => {
  await expect(witnessed(403, 'You have exceeded a secondary rate limit.')).rejects.toThrow('rate limit');
  await expect(witnessed(422, 'Validation Failed')).rejects.toThrow('Validation Failed');
});
