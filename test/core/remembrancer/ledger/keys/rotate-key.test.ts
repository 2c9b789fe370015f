import { describe, expect, it } from '@jest/globals';

import { fromUtf8, utf8 } from '../../../../../core/common/bytes.ts';
import {
  appendRecords,
  beginRotation,
  checkPolicy,
  EMPTY_ROOT,
  emptyLedger,
  endRotation,
  formatCheckpoint,
  generateLogKey,
  keyHistory,
  type MemoryStore,
  memoryStore,
  type NoteSigner,
  openCheckpoint,
  parsePolicy,
  parseSignerKey,
  parseVerifierKey,
  signersOf,
  signNote,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { readLedger } from '../read-ledger.ts';
import { sampleRecord } from '../sample-records.ts';

const ORIGIN = 'github.com/acme/app';
const options = { random: () => 0, clock: () => new Date('2026-11-20T12:00:00Z') };

interface Keys {
  readonly texts: readonly string[];
  readonly vkeys: readonly string[];
  signer(current: number, previous?: number): NoteSigner;
}

function keys(count: number): Keys {
  const made = Array.from({ length: count }, () => generateLogKey(ORIGIN));
  const texts = made.map(({ signerKey }) => signerKey);
  return {
    texts,
    vkeys: made.map(({ verifierKey }) => verifierKey),
    signer: (current, previous) =>
      parseSignerKey([current, previous].flatMap((i) => (i === undefined ? [] : [texts[i]!])).join('\n')),
  };
}

const append = (store: MemoryStore, signer: NoteSigner, id: string): Promise<unknown> =>
  appendRecords(store, signer, [sampleRecord(id)], options);

const textAt = (store: MemoryStore, path: string): string =>
  fromUtf8(store.history().at(-1)!.files.get(path)!);

const isSignedBy = (store: MemoryStore, vkey: string): boolean => {
  try {
    openCheckpoint(textAt(store, 'checkpoint'), parseVerifierKey(vkey));
    return true;
  } catch {
    return false;
  }
};

async function rotated(made: Keys): Promise<MemoryStore> {
  const store = memoryStore(emptyLedger(made.signer(0)));
  await append(store, made.signer(0), 'release:0');
  await beginRotation(store, made.signer(1, 0), options);
  return store;
}

describe('a writer with the keys of another time', () => {
  it('is refused with the previous key alone, once there is a new one', async () => {
    const made = keys(2);
    const store = await rotated(made);
    const before = textAt(store, 'checkpoint');
    await expect(append(store, made.signer(0), 'release:1')).rejects.toMatchObject({ code: 'conflict' });
    expect(textAt(store, 'checkpoint')).toBe(before);
  });

  it('is refused with the new key alone, until the previous one is retired', async () => {
    const made = keys(2);
    const store = await rotated(made);
    await expect(append(store, made.signer(1), 'release:1')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${made.vkeys[1]!}" and below it that of "${made.vkeys[0]!}"`),
    });
    await endRotation(store, made.signer(1, 0), options);
    await append(store, made.signer(1), 'release:1');
    await expect(append(store, made.signer(0), 'release:2')).rejects.toMatchObject({
      code: 'verification-failed',
    });
    expect(isSignedBy(store, made.vkeys[1]!)).toBe(true);
  });
});

describe('a log key of two lines', () => {
  it('signs with both, and is named after the first', () => {
    const made = keys(2);
    const signer = made.signer(1, 0);
    expect(signer.verifierKey).toBe(made.vkeys[1]);
    expect(signer.previous?.verifierKey).toBe(made.vkeys[0]);
  });

  it('must be two different keys of one log, and no error shows them', () => {
    const [a, b] = [generateLogKey(ORIGIN).signerKey, generateLogKey('github.com/acme/other').signerKey];
    for (const text of [`${a}\n${b}`, `${a}\n${a}`, `${a}\n${a}\n${a}`, `${a}\nno key`]) {
      expect(() => parseSignerKey(text)).toThrow(expect.objectContaining({ code: 'usage' }));
      try {
        parseSignerKey(text);
      } catch (error) {
        for (const key of [a, b]) expect(String(error)).not.toContain(key.slice(-24));
      }
    }
  });
});

describe('replacing the key of a log', () => {
  it('has both keys sign during the overlap, and the new one alone after it', async () => {
    const made = keys(2);
    const [old = '', young = ''] = made.vkeys;
    const store = await rotated(made);
    expect([isSignedBy(store, old), isSignedBy(store, young)]).toEqual([true, true]);
    expect(textAt(store, 'vkey')).toBe(`${young}\n`);
    await append(store, made.signer(1, 0), 'release:1');
    const policy = parsePolicy(textAt(store, 'policy'));
    expect(policy.logs.map(({ verifierKey }) => verifierKey)).toEqual([young, old]);
    expect(checkPolicy(textAt(store, 'checkpoint'), policy).checkpoint.size).toBe(3);
    for (const verifierKey of [old, young]) {
      expect((await readLedger(store, { verifierKey })).entries.map(({ entry }) => entry.kind)).toEqual([
        'release',
        'key',
        'release',
      ]);
    }

    await endRotation(store, made.signer(1, 0), options);
    await append(store, made.signer(1), 'release:2');
    expect([isSignedBy(store, old), isSignedBy(store, young)]).toEqual([false, true]);
    expect(parsePolicy(textAt(store, 'policy')).logs.map(({ verifierKey }) => verifierKey)).toEqual([young]);
    await expect(append(store, made.signer(0), 'release:3')).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });

  it('is done once, however often it is begun and wherever it broke off', async () => {
    const made = keys(2);
    const store = await rotated(made);
    const commits = store.history().length;
    await beginRotation(store, made.signer(1, 0), options);
    expect(store.history()).toHaveLength(commits);
    // As if the run had ended between the record and the naming of the key.
    const interrupted = memoryStore(new Map(store.history().at(-2)!.files));
    await beginRotation(interrupted, made.signer(1, 0), options);
    expect(textAt(interrupted, 'vkey')).toBe(`${made.vkeys[1]!}\n`);
    expect((await readLedger(interrupted)).checkpoint.size).toBe(2);
  });

  it('completes what the previous key alone had admitted', async () => {
    const made = keys(2);
    const store = memoryStore(emptyLedger(made.signer(0)));
    await append(store, made.signer(0), 'release:0');
    const admitted = store.history().find(({ files }) => files.has('admission'))!;
    const interrupted = memoryStore(new Map(admitted.files));
    await beginRotation(interrupted, made.signer(1, 0), options);
    const { entries } = await readLedger(interrupted, { verifierKey: made.vkeys[0]! });
    expect(entries.map(({ entry }) => entry.id.split(':')[0])).toEqual(['release', 'key']);
  });

  it('takes both keys', async () => {
    const made = keys(1);
    const store = memoryStore(emptyLedger(made.signer(0)));
    await expect(beginRotation(store, made.signer(0), options)).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('who trusts the first key of a log', () => {
  it('is shown the way to the present one over every replacement', async () => {
    const made = keys(3);
    const store = await rotated(made);
    await endRotation(store, made.signer(1, 0), options);
    await append(store, made.signer(1), 'release:1');
    await beginRotation(store, made.signer(2, 1), options);
    await endRotation(store, made.signer(2, 1), options);
    await append(store, made.signer(2), 'release:2');
    const history = await keyHistory(store, parseVerifierKey(made.vkeys[0]!));
    expect(
      history.map(({ change, verifierKey, index }) => [change, made.vkeys.indexOf(verifierKey), index]),
    ).toEqual([
      ['added', 1, 1],
      ['retired', 0, 2],
      ['added', 2, 4],
      ['retired', 1, 5],
    ]);
    expect(await keyHistory(store, parseVerifierKey(made.vkeys[2]!))).toHaveLength(0);
  });

  it('is not shown a key that only the branch names', async () => {
    const made = keys(2);
    const thief = keys(1);
    const forged = memoryStore(emptyLedger(thief.signer(0)));
    await append(forged, thief.signer(0), 'release:0');
    await expect(keyHistory(forged, parseVerifierKey(made.vkeys[0]!))).rejects.toMatchObject({
      code: 'verification-failed',
    });
  });

  it('is not shown a key whose record is not under a checkpoint of the key before it', async () => {
    const made = keys(2);
    const old = parseVerifierKey(made.vkeys[0]!);
    const empty = formatCheckpoint({ origin: ORIGIN, size: 0, root: EMPTY_ROOT });
    for (const [change, message] of [
      [(files: Map<string, Uint8Array>, path: string) => files.delete(path), 'is not there'],
      [
        (files: Map<string, Uint8Array>, path: string) =>
          files.set(path, utf8(fromUtf8(files.get(path)!).replace(/\n.*\n$/u, '\n'))),
        'no signature by a trusted key',
      ],
      [
        (files: Map<string, Uint8Array>, path: string) =>
          files.set(path, utf8(signNote(empty, ...signersOf(made.signer(1, 0))))),
        'is not a checkpoint over it',
      ],
    ] as const) {
      const files = new Map((await rotated(made)).history().at(-1)!.files);
      const [path = ''] = [...files.keys()].filter((name) => name.startsWith('keys/'));
      change(files, path);
      await expect(keyHistory(memoryStore(files), old)).rejects.toThrow(message);
    }
  });
});
