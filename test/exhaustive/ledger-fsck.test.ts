import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isForPeople } from '../../core/remembrancer/ledger/branch/pages/page-paths.ts';
import { fsck, memorySource } from '../../core/remembrancer/ledger/fsck/index.ts';
import { filesOf, logKey, sampleLedger } from '../core/remembrancer/ledger/fsck/sample-ledger.ts';
import { seededRandom } from '../core/remembrancer/ledger/seeded-random.ts';

jest.setTimeout(900_000);

let ledger: Map<string, Uint8Array>;

beforeAll(async () => {
  ledger = filesOf(await sampleLedger(255, 3, 120));
});

async function expectFound(path: string, at: number, flip: number): Promise<void> {
  const changed = ledger.get(path)!.slice();
  changed[at] = changed[at]! ^ flip;
  const { problems, notAuthenticated } = await fsck(memorySource(new Map(ledger).set(path, changed)), {
    verifierKey: logKey.verifierKey,
  });
  const named = [...problems, ...(isForPeople(path) || path === 'policy' ? notAuthenticated : [])].map(
    ({ file }) => file,
  );
  expect({ path, at, flip, found: named.includes(path) }).toEqual({ path, at, flip, found: true });
}

describe('a changed byte is found by fsck', () => {
  it('in every file of a ledger with full tiles', async () => {
    const random = seededRandom(3);
    for (const [path, content] of ledger) {
      await expectFound(path, Math.floor(random() * content.length), 1 + Math.floor(random() * 255));
    }
  });

  it('at every place of the checkpoint, and of the key', async () => {
    for (const path of ['checkpoint', 'vkey']) {
      const { length } = ledger.get(path)!;
      for (let at = 0; at < length; at += 1) await expectFound(path, at, 1 << (at % 8));
    }
  });
});
