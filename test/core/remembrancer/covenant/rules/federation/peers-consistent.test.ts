import { describe, expect, it } from '@jest/globals';

import { sha256Hex, utf8 } from '../../../../../../core/common/bytes.ts';
import type { Inputs } from '../../../../../../core/remembrancer/covenant/index.ts';
import { peersConsistent } from '../../../../../../core/remembrancer/covenant/rules/federation/peers-consistent.ts';
import { type LedgerSource, memorySource } from '../../../../../../core/remembrancer/ledger/fsck/index.ts';
import { contextWith } from '../../context-with.ts';
import { brokenBy, foundBy, openBy, unreachable } from '../../ledger/found-by.ts';
import { testLedger, type TestLedger } from '../../ledger/signed-ledger.ts';

const ORIGIN = 'github.com/acme/peer';

async function peerWith(ids: readonly string[], base?: TestLedger, origin = ORIGIN): Promise<TestLedger> {
  const peer = testLedger(origin, base);
  for (const id of ids) await peer.record({ id, kind: 'incident' });
  return peer;
}

/** Our ledger, which holds `note` of the peer. */
const holding = (note: string, origin = ORIGIN): LedgerSource =>
  memorySource(
    testLedger('github.com/acme/app')
      .files()
      .set(`witness/${sha256Hex(origin)}/checkpoint`, utf8(note)),
  );

const inputs = (held: TestLedger, served: LedgerSource): Partial<Inputs> => ({
  ledger: holding(held.checkpoint()),
  peers: () => served,
});

describe('a peer', () => {
  it('is asked where its origin says, and is consistent as long as it only grows', async () => {
    const held = await peerWith(['incident:1']);
    const asked: string[] = [];
    let closed = 0;
    const served = {
      ...(await peerWith(['incident:2'], held)).source(),
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    };
    const peers = (address: string): LedgerSource => {
      asked.push(address);
      return served;
    };
    expect(await foundBy(peersConsistent, { ledger: holding(held.checkpoint()), peers })).toEqual([]);
    expect({ asked, closed }).toEqual({
      asked: ['https://raw.githubusercontent.com/acme/peer/ledger'],
      closed: 1,
    });
    expect(await foundBy(peersConsistent, inputs(held, held.source()))).toEqual([]);
  });

  it('is not when it serves less, other entries, or a log of another key', async () => {
    const base = await peerWith(['incident:1']);
    const held = await peerWith(['incident:2', 'incident:3'], base);
    const said = async (served: TestLedger): Promise<string> =>
      (await brokenBy(peersConsistent, inputs(held, served.source()))).join();
    expect(await said(base)).toContain('was rolled back');
    expect(await said(await peerWith(['incident:4', 'incident:5'], base))).toContain('two roots for size 3');
    expect(await said(await peerWith(['a:4', 'a:5', 'a:6'], base))).toContain('does not begin with');
    expect(await said(await peerWith(['incident:1']))).toContain('no record leads there');
    const remedy = (await foundBy(peersConsistent, inputs(held, base.source())))[0]?.remedy;
    expect(remedy).toContain(`witness/${sha256Hex(ORIGIN)}/checkpoint`);
  });

  it('that cannot be reached, or serves nothing that can be read, is not judged', async () => {
    const held = await peerWith(['incident:1']);
    const files = held.files();
    files.set('checkpoint', utf8('x'));
    for (const served of [unreachable, memorySource(new Map()), memorySource(files)]) {
      expect(await openBy(peersConsistent, inputs(held, served))).toHaveLength(1);
      expect(await brokenBy(peersConsistent, inputs(held, served))).toEqual([]);
    }
  });

  it('is judged beside one that cannot be reached', async () => {
    const base = await peerWith(['incident:1'], undefined, 'github.com/acme/other');
    const held = await peerWith(['incident:2'], base, 'github.com/acme/other');
    const away = await peerWith(['incident:1']);
    const files = testLedger().files();
    for (const [origin, peer] of [
      [ORIGIN, away],
      ['github.com/acme/other', held],
    ] as const) {
      files.set(`witness/${sha256Hex(origin)}/checkpoint`, utf8(peer.checkpoint()));
    }
    const found = await foundBy(peersConsistent, {
      ledger: memorySource(files),
      peers: (address) => (address.includes('/acme/peer/') ? unreachable : base.source()),
    });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ cannotTell: true });
    expect(found[0]?.message).toBe(
      `What the peer ${ORIGIN} serves cannot be compared with the checkpoint that is held of it. No answer.`,
    );
    expect(found[1]?.message).toContain(
      'The peer github.com/acme/other does not serve the history that it showed before. ',
    );
    expect(found[1]?.cannotTell).toBeUndefined();
  });

  it('is not passed over when the check itself fails', async () => {
    const held = await peerWith(['incident:1']);
    const peers = (): never => {
      throw new TypeError('a fault of ours');
    };
    await expect(foundBy(peersConsistent, { ledger: holding(held.checkpoint()), peers })).rejects.toThrow(
      'a fault of ours',
    );
  });

  it('is not asked at an address that its origin makes up', async () => {
    for (const origin of [
      'example.com/acme/peer',
      'github.com/acme/peer/2',
      'github.com/../evil',
      'github.com/acme/..',
      'github.com/acme/peer?x=1',
      'github.com/acme@evil.example/x',
    ]) {
      const held = await peerWith(['incident:1'], undefined, origin);
      const peers = (): never => {
        throw new Error('asked');
      };
      const open = await openBy(peersConsistent, { ledger: holding(held.checkpoint(), origin), peers });
      expect(open).toEqual([`Where the peer ${origin} serves its ledger is not known.`]);
    }
  });

  it('has its checkpoint at the place of its origin', async () => {
    const held = await peerWith(['incident:1']);
    const ledger = holding(held.checkpoint(), 'github.com/acme/other');
    const broken = await brokenBy(peersConsistent, { ledger, peers: () => held.source() });
    expect(broken.join()).toContain('whose place that is not');
    const place = `witness/${sha256Hex(ORIGIN)}/checkpoint`;
    expect(await openBy(peersConsistent, { ledger: holding('x'), peers: () => held.source() })).toEqual([
      `${place} of the ledger is not a checkpoint.`,
    ]);
  });
});

describe('peers', () => {
  it('are those whose checkpoint is a file of its own below witness', async () => {
    const held = await peerWith(['incident:1']);
    const place = `witness/${sha256Hex(ORIGIN)}/checkpoint`;
    const files = testLedger('github.com/acme/app').files();
    for (const path of [`old/${place}`, `${place}.old`]) files.set(path, utf8(held.checkpoint()));
    const context = contextWith({ ledger: memorySource(files), peers: () => held.source() });
    expect(await peersConsistent.check(context)).toEqual({
      notApplicable: 'the ledger holds no checkpoint of a peer',
    });
  });

  it('are not asked where there are none, or no network', async () => {
    const held = await peerWith(['incident:1']);
    const peers = (): LedgerSource => held.source();
    const answers = [
      { ledger: 'none' as const, peers },
      { ledger: testLedger().source(), peers },
      { ledger: holding(held.checkpoint()) },
    ].map((each) => peersConsistent.check(contextWith(each)));
    expect(await Promise.all(answers)).toEqual([
      { notApplicable: 'there is no ledger branch' },
      { notApplicable: 'the ledger holds no checkpoint of a peer' },
      { notApplicable: 'peers are asked only where the network may be used' },
    ]);
  });

  it('are asked up to 64 of them, and of more it cannot be told', async () => {
    const files = testLedger('github.com/acme/app').files();
    const hold = (origin: string): void => {
      files.set(`witness/${sha256Hex(origin)}/checkpoint`, utf8(testLedger(origin).checkpoint()));
    };
    for (let n = 0; n < 64; n++) hold(`github.com/acme/peer${n}`);
    let asked: string[] = [];
    const peers = (address: string): LedgerSource => {
      asked.push(address);
      return unreachable;
    };
    expect(await openBy(peersConsistent, { ledger: memorySource(files), peers })).toHaveLength(64);
    expect(asked).toHaveLength(64);
    asked = [];
    for (let n = 64; n < 70; n++) hold(`github.com/acme/peer${n}`);
    const open = await openBy(peersConsistent, { ledger: memorySource(files), peers });
    expect(asked).toHaveLength(64);
    expect(open).toHaveLength(65);
    expect(open.at(-1)).toBe('The ledger holds the checkpoints of 70 peers, and 64 are asked.');
  });

  it('are not known of a ledger that cannot list its files', async () => {
    const source = { ...testLedger().source(), list: () => Promise.resolve(undefined) };
    expect(await openBy(peersConsistent, { ledger: source, peers: () => source })).toHaveLength(1);
    expect(await openBy(peersConsistent, { ledger: unreachable, peers: () => source })).toHaveLength(1);
  });
});
