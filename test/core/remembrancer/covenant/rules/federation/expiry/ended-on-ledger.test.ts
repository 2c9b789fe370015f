import { beforeAll, describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../../../../core/common/bytes.ts';
import type { Found } from '../../../../../../../core/remembrancer/covenant/found.ts';
import {
  type ContextLedger,
  contextLedger,
} from '../../../../../../../core/remembrancer/covenant/ledger/context-ledger.ts';
import { endedOnLedger } from '../../../../../../../core/remembrancer/covenant/rules/federation/expiry/ended-on-ledger.ts';
import { readPublicKeys } from '../../../../../../../core/remembrancer/evidence/openpgp/index.ts';
import { type LedgerSource, memorySource } from '../../../../../../../core/remembrancer/ledger/fsck/index.ts';
import { type EvidenceFile, makeReceipt } from '../../../../../../../core/remembrancer/receipt/index.ts';
import { memoryAuthority, tokenOver } from '../../../../memory-authority.ts';
import { contextWith } from '../../../context-with.ts';
import { expectLegible } from '../../../expect-legible.ts';
import {
  makers,
  RECORDED_AT,
  signatureOver,
  testLedger,
  type TestLedger,
} from '../../../ledger/signed-ledger.ts';

const AT = new Date('2026-11-22T09:00:00Z');
const DAY = 86_400;

const opened = (source: LedgerSource): ContextLedger => contextLedger(contextWith({}), source);

const messagesOf = (found: readonly Found[]): string[] => expectLegible(found).map(({ message }) => message);

const endedOn = async (source: LedgerSource): Promise<string[]> =>
  messagesOf(await endedOnLedger(opened(source), AT));

/** A token that ends at a time of the day of the check. */
async function tokenUntil(time: string, carriesCertificate = true): Promise<Uint8Array> {
  const ends = new Date(`2026-11-22T${time}Z`);
  return tokenOver(await memoryAuthority({ ends, carriesCertificate }), utf8('x'));
}

const stamp = (content: Uint8Array, n = 1): EvidenceFile => ({ layer: 'rfc3161', n, content });

/** A ledger whose record `n` has the stamps that `records[n]` gives. */
async function ledgerOf(...records: readonly (readonly Uint8Array[])[]): Promise<TestLedger> {
  const ledger = testLedger();
  for (const [n, tokens] of records.entries()) {
    const evidence = tokens.map((token, each) => stamp(token, each + 1));
    await ledger.record({ id: `release:v1.${n}.0`, version: `1.${n}.0` }, evidence);
  }
  return ledger;
}

/** The message about time-stamps that begins with entry `of` and ended at `time` of the day. */
const ended = (of: string, time: string): string =>
  `The certificates behind the time-stamps of ${of} have ended, the first at 2026-11-22T${time}Z, and no later time-stamp over a checkpoint takes their place.`;

let early: Uint8Array;
let late: Uint8Array;
let lasting: Uint8Array;
beforeAll(async () => {
  [early, late, lasting] = await Promise.all([
    tokenUntil('08:00:00'),
    tokenUntil('08:59:59'),
    tokenUntil('09:00:00'),
  ]);
});

describe('the OpenPGP key that a ledger goes on with', () => {
  const keyOf = async (days?: number): Promise<{ content: Uint8Array; fingerprint: string }> => {
    const by = await makers(days === undefined ? {} : { keySeconds: days * DAY });
    const { content } = (await signatureOver('x', by))[1]!;
    const [key] = await readPublicKeys([Buffer.from(content).toString()]);
    return { content, fingerprint: key!.getFingerprint().toUpperCase() };
  };
  const signedBy = async (keys: readonly Uint8Array[]): Promise<TestLedger> => {
    const ledger = testLedger();
    await ledger.record(
      {},
      keys.map((content, n) => ({ layer: 'openpgp-key', n: n + 1, content })),
    );
    return ledger;
  };
  const expired = (fingerprint: string, day: string): string =>
    `The OpenPGP key ${fingerprint}, with which the newest signed record (entry 0) was made, expired at 2026-11-${day}T00:00:00Z.`;

  it('is that of the newest record that has one, whatever was recorded since without', async () => {
    const { content, fingerprint } = await keyOf(325);
    const ledger = await signedBy([content]);
    await ledger.record({ id: 'release:v1.1.0' }, [stamp(lasting)]);
    await ledger.record({ id: 'release:v1.2.0' });
    expect(await endedOn(ledger.source())).toEqual([expired(fingerprint, '22')]);
  });

  it('is each of those that the record was signed with, and nothing that is no key', async () => {
    const [one, good, other] = await Promise.all([keyOf(325), keyOf(), keyOf(324)]);
    const keys = [utf8('x'), one.content, Uint8Array.of(0xff), good.content, other.content];
    expect(await endedOn((await signedBy(keys)).source())).toEqual([
      expired(one.fingerprint, '22'),
      expired(other.fingerprint, '21'),
    ]);
  });
});

describe('the time-stamps of a record', () => {
  it('last up to their last moment, and not after', async () => {
    expect(await endedOn((await ledgerOf([lasting])).source())).toEqual([]);
    expect(await endedOn((await ledgerOf([late])).source())).toEqual([ended('entry 0', '08:59:59')]);
  });

  it('last as long as the best of them does', async () => {
    for (const tokens of [
      [early, late, lasting],
      [lasting, late, early],
    ]) {
      expect(await endedOn((await ledgerOf(tokens)).source())).toEqual([]);
    }
    for (const tokens of [
      [early, utf8('x'), late],
      [late, early, utf8('x')],
    ]) {
      expect(await endedOn((await ledgerOf(tokens)).source())).toEqual([ended('entry 0', '08:59:59')]);
    }
  });

  it('are counted over records, and told with what ended first', async () => {
    for (const records of [
      [[], [early], [lasting], [late], [], [late]],
      [[], [late], [lasting], [early], [], [late]],
      [[lasting], [late], [late], [early]],
    ]) {
      expect(await endedOn((await ledgerOf(...records)).source())).toEqual([
        ended('entry 1 and of 2 more', '08:00:00'),
      ]);
    }
  });

  it('do not tell when they are gone, or do not carry their certificate', async () => {
    const ledger = await ledgerOf([late], [await tokenUntil('08:00:00', false)]);
    const files = ledger.files();
    for (const path of files.keys()) if (path.startsWith('evidence/000/0/')) files.delete(path);
    expect(await endedOn(memorySource(files))).toEqual([]);
    expect(await endedOn(ledger.source())).toEqual([ended('entry 0', '08:59:59')]);
  });

  it('are read some at a time, each once', async () => {
    const receipt = makeReceipt({
      ...{ id: 'release:v1.0.0', kind: 'release', component: 'app', version: '1.0.0', time: RECORDED_AT },
      ...{ subjects: [], missing: [], evidence: [stamp(late)] },
    });
    const records = Array.from({ length: 600 }, (_, index) => ({ index, receipt, digest: '' }));
    const read: number[] = [];
    const found = await endedOnLedger(
      {
        ...opened(testLedger().source()),
        records: () => Promise.resolve(records),
        source: {
          ...memorySource(new Map()),
          read: (paths) => {
            read.push(paths.length);
            return Promise.resolve(new Map(paths.map((path) => [path, late])));
          },
        },
      },
      AT,
    );
    expect(messagesOf(found)).toEqual([ended('entry 0 and of 599 more', '08:59:59')]);
    expect(read).toEqual([256, 256, 88]);
  });
});

describe('a time-stamp over a checkpoint', () => {
  /** Twelve records, of which the last three have ended time-stamps, and tokens over checkpoints before and behind them. */
  async function withCheckpoints(
    ...tokens: readonly (readonly [number, Uint8Array])[]
  ): Promise<LedgerSource> {
    const none = Array.from({ length: 9 }, () => []);
    const ledger = await ledgerOf(...none, [early], [early], [late]);
    const [first, ...others] = tokens.map(([size, token]) => [`timestamps/${size}.tsr`, token] as const);
    return memorySource(new Map([first!, ...ledger.files(), ...others]));
  }
  const all = [ended('entry 9 and of 2 more', '08:00:00')];

  it('takes the place of those that its tree has, the largest that lasts', async () => {
    const rest = [ended('entry 10 and of 1 more', '08:00:00')];
    for (const tokens of [
      [
        [9, lasting],
        [10, lasting],
        [11, late],
      ],
      [
        [11, late],
        [10, lasting],
        [9, lasting],
      ],
    ] as const) {
      expect(await endedOn(await withCheckpoints(...tokens))).toEqual(rest);
    }
    expect(await endedOn(await withCheckpoints([12, lasting]))).toEqual([]);
    expect(await endedOn(await withCheckpoints([12, late], [13, lasting]))).toEqual(all);
  });

  it('is that of the head where the place of the ledger cannot list its files', async () => {
    const list = (): Promise<undefined> => Promise.resolve(undefined);
    expect(await endedOn({ ...(await withCheckpoints([12, lasting])), list })).toEqual([]);
    expect(await endedOn({ ...(await withCheckpoints([11, lasting])), list })).toEqual(all);
  });
});
