import { expect, it } from '@jest/globals';
import { type CommitFinder, commitOf } from '../../../app/github/commit-of.ts';

const asked = (status: number, message: string): Promise<string> => {
  const getCommit = () => Promise.reject(Object.assign(new Error(message), { status }));
  const client: CommitFinder = { rest: { repos: { getCommit } } };
  return commitOf(client, { owner: 'acme', repo: 'app' }, 'tags/v1.0.0');
};

it('says which tag is not there, in each way in which GitHub says so', async () => {
  const told = { code: 'not-found', message: 'acme/app has no tag "v1.0.0". Push it first.' };
  await expect(asked(422, 'No commit found for SHA: tags/v1.0.0')).rejects.toMatchObject(told);
  await expect(asked(404, 'Not Found')).rejects.toMatchObject(told);
  await expect(asked(409, 'Git Repository is empty.')).rejects.toMatchObject(told);
});

it('does not take another refusal for that', async () => {
  await expect(asked(422, 'Validation Failed')).rejects.toThrow('Validation Failed');
});
