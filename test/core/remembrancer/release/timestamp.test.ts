import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { createFolder, readFolder } from '../../../../core/remembrancer/evidence/index.ts';
import { timestamp } from '../../../../core/remembrancer/release/timestamp.ts';
import { temporaryFolder } from '../evidence/temporary-folder.ts';
import { type MemoryAuthority, memoryAuthority } from '../memory-authority.ts';

const SUBJECTS = ['a', 'b', 'c'].map((name) => ({ name, sha256: name.repeat(64) }));
const GOOD = 'https://good.example';
const BAD = 'https://bad.example';

describe('two time-stamping authorities, one of which is broken', () => {
  const folder = temporaryFolder();
  let authority: MemoryAuthority;
  beforeAll(async () => {
    authority = await memoryAuthority();
  });

  const stamp = async (broken: typeof fetch, onMissing: 'defer' | 'fail', authorities = [BAD, GOOD]) => {
    let asked = 0;
    await createFolder(folder.path, SUBJECTS);
    const result = timestamp({
      directory: folder.path,
      authorities,
      onMissing,
      fetch: (url, init) => {
        if (url === GOOD) return authority.fetch(url, init);
        asked += 1;
        return broken(url, init);
      },
      randomBytes,
    });
    return { result, asked: () => asked };
  };

  it.each<readonly [string, string, typeof fetch]>([
    ['refuses the connection', 'unreachable', () => Promise.reject(new TypeError('fetch failed'))],
    ['fails', 'unreachable', () => Promise.resolve(new Response('', { status: 503 }))],
    ['rejects', 'rejected', () => Promise.resolve(new Response('', { status: 403 }))],
    ['answers with a page', 'bad-answer', () => Promise.resolve(new Response('<html>'))],
  ])('when it %s (%s), the tokens of the other are there all the same', async (_, reason, broken) => {
    for (const authorities of [
      [BAD, GOOD],
      [GOOD, BAD],
    ]) {
      const { result, asked } = await stamp(broken, 'defer', authorities);
      const { evidence, missing } = await result;
      expect(evidence.map(({ subject, n }) => [subject, n])).toEqual([
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ]);
      // Asked once, not once for each subject.
      expect(asked()).toBe(1);
      expect(missing).toEqual([{ layer: 'rfc3161', reason, detail: expect.stringContaining(BAD) }]);
      await clear();
    }
  });

  it('the record stops, with nothing added, when nothing may be missing', async () => {
    const { result } = await stamp(() => Promise.reject(new TypeError('fetch failed')), 'fail');
    await expect(result).rejects.toMatchObject({ code: 'network' });
    expect(await readFolder(folder.path)).toMatchObject({ evidence: [], missing: [] });
  });

  it('a slow one does not hold the record for each artifact anew: what it owes is asked for later', async () => {
    await clear().catch(() => undefined);
    await createFolder(folder.path, SUBJECTS);
    const deadline = new AbortController();
    const { evidence, missing } = await timestamp({
      directory: folder.path,
      authorities: [GOOD],
      onMissing: 'defer',
      deadline: deadline.signal,
      fetch: async (url, init) => {
        const answer = await authority.fetch(url, init);
        deadline.abort();
        return answer;
      },
      randomBytes,
    });
    expect(evidence.map(({ subject }) => subject)).toEqual(['a']);
    expect(missing).toEqual([
      { layer: 'rfc3161', reason: 'unreachable', detail: expect.stringContaining(`${GOOD} was too slow`) },
    ]);
  });

  const clear = () => rm(join(folder.path, 'evidence.json'));
});
