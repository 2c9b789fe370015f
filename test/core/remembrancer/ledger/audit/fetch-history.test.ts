import { expect, it } from '@jest/globals';
import { fetchHistory } from '../../../../../core/remembrancer/ledger/audit/fetch-history.ts';
import type { Git } from '../../../../../core/remembrancer/ledger/store/git/run-git.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

it('looks for an object once, and fetches it only when it is not here', async () => {
  const here = new Set([A]);
  const looked: string[][] = [];
  const fetched: string[][] = [];
  const git: Git = (args, input = '') => {
    const ids = input.toString().split('\n').slice(0, -1);
    let stdout = '';
    if (args[0] === 'cat-file') {
      looked.push(ids);
      stdout = ids.map((id) => `${id} ${here.has(id) ? 'blob 1' : 'missing'}\n`).join('');
    } else {
      if (ids.length > 0) fetched.push(ids);
      for (const id of ids) here.add(id);
    }
    return Promise.resolve({ status: 0, stdout: Buffer.from(stdout), stderr: '' });
  };
  const fetchBlobs = await fetchHistory(git, 'https://example.com/a.git', 'ledger', 'refs/a');
  await fetchBlobs([A]);
  await fetchBlobs([A, B]);
  await fetchBlobs([B, A]);
  expect({ looked, fetched }).toEqual({ looked: [[A], [B]], fetched: [[B]] });
});
