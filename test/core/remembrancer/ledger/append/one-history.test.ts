import { describe, expect, it } from '@jest/globals';

import { toHex } from '../../../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../../../core/common/error.ts';
import {
  appendRecords,
  type Checkpoint,
  emptyLedger,
  generateLogKey,
  type LedgerStore,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { recordingSigner } from '../recording-signer.ts';
import { sampleRecord, sampleRecords } from '../sample-records.ts';

const key = generateLogKey('github.com/acme/app');
const other = parseSignerKey(key.signerKey);
const options = { random: () => 0 };

/** Takes back the newest commit of the branch by another upon it. */
async function takeBack(store: MemoryStore): Promise<void> {
  const [before, now] = store.history().slice(-2);
  await store.commit(now!.head, {
    message: 'take back',
    additions: before!.files,
    deletions: [...now!.files.keys()].filter((path) => !before!.files.has(path)),
  });
}

/** `store`, of which the first commit that integrates comes after `meanwhile`. */
function interrupted(store: LedgerStore, meanwhile: () => Promise<unknown>): LedgerStore {
  let isDone = false;
  return {
    ...store,
    commit: async (expected, change) => {
      if (change.additions.has('checkpoint') && !isDone) {
        isDone = true;
        await meanwhile();
      }
      return store.commit(expected, change);
    },
  };
}

/** Admits `records` and dies before they are integrated. */
async function admitOnly(store: LedgerStore, records: ReturnType<typeof sampleRecords>): Promise<void> {
  const dying = interrupted(store, () => Promise.reject(new VaultMeshError('internal', 'killed')));
  await expect(appendRecords(dying, other, records, options)).rejects.toThrow('killed');
}

const bySize = (checkpoints: readonly Checkpoint[]): string[] => [
  ...new Set(checkpoints.map(({ size, root }) => `${size} ${toHex(root)}`)),
];

async function appendWhile(
  start: number,
  meanwhile: (store: MemoryStore) => Promise<unknown>,
  mine = 1,
): Promise<{ error: unknown; signed: string[] }> {
  const store = memoryStore(emptyLedger(other));
  if (start > 0) await appendRecords(store, other, sampleRecords(start), options);
  const { signer, checkpoints } = recordingSigner(key.signerKey);
  const records = Array.from({ length: mine }, (_, i) => sampleRecord(`mine:${i}`));
  const error = await appendRecords(
    interrupted(store, () => meanwhile(store)),
    signer,
    records,
    options,
  ).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, signed: bySize(checkpoints()) };
}

const REFUSED = {
  code: 'verification-failed',
  message: expect.stringMatching(/was taken back.*vaultmesh ledger audit/u),
};

describe('one append, of whose branch a commit is taken back meanwhile', () => {
  it('signs no second root for a size when another admission has come in', async () => {
    const { error, signed } = await appendWhile(0, async (store) => {
      await takeBack(store);
      await admitOnly(store, [sampleRecord('theirs')]);
    });
    expect(error).toMatchObject(REFUSED);
    expect(signed).toHaveLength(1);
  });

  it('signs no larger tree that does not begin with the one that it signed', async () => {
    const { error, signed } = await appendWhile(3, async (store) => {
      await takeBack(store);
      await admitOnly(store, [sampleRecord('theirs:0'), sampleRecord('theirs:1')]);
    });
    expect(error).toMatchObject(REFUSED);
    expect(signed).toHaveLength(1);
  });

  it('signs no smaller tree than it signed', async () => {
    const meanwhile = async (store: MemoryStore): Promise<void> => {
      await takeBack(store);
      await admitOnly(store, [sampleRecord('mine:0')]);
    };
    const { error, signed } = await appendWhile(3, meanwhile, 2);
    expect(error).toMatchObject(REFUSED);
    expect(signed).toHaveLength(1);
  });

  it.each([0, 3, 250, 255])('continues no log of %i entries that others have gone on with', async (start) => {
    for (const theirs of [1, 4, 10]) {
      const { error, signed } = await appendWhile(start, async (store) => {
        await takeBack(store);
        await appendRecords(
          store,
          other,
          Array.from({ length: theirs }, (_, i) => sampleRecord(`theirs:${i}`)),
          options,
        );
      });
      expect(error).toMatchObject(REFUSED);
      expect(signed).toHaveLength(1);
    }
  });

  it('does not continue a log that is smaller than it was', async () => {
    const { error, signed } = await appendWhile(3, async (store) => {
      const [first, now] = [store.history()[0]!.files, store.history().at(-1)!];
      await store.commit(now.head, {
        message: 'take back all',
        additions: first,
        deletions: [...now.files.keys()].filter((path) => !first.has(path)),
      });
    });
    expect(error).toMatchObject(REFUSED);
    expect(signed).toHaveLength(1);
  });
});

describe('one append, of whose branch the honest course goes on', () => {
  it.each([0, 3, 250, 255])(
    'ends well when others integrate what it admitted to %i entries, and more',
    async (start) => {
      for (const theirs of [1, 4, 10]) {
        const { error } = await appendWhile(start, (store) =>
          appendRecords(
            store,
            other,
            Array.from({ length: theirs }, (_, i) => sampleRecord(`theirs:${i}`)),
            options,
          ),
        );
        expect(error).toBeUndefined();
      }
    },
  );

  it('signs the same again when its admission was taken away and put back', async () => {
    const { error, signed } = await appendWhile(3, async (store) => {
      const { files } = store.history().at(-1)!;
      await takeBack(store);
      await store.commit(store.history().at(-1)!.head, {
        message: 'put back',
        additions: files,
        deletions: [],
      });
    });
    expect(error).toBeUndefined();
    expect(signed).toHaveLength(1);
  });
});
