import { describe, expect, it } from '@jest/globals';

import { sha256Hex, utf8 } from '../../../../../../core/common/bytes.ts';
import { deploymentsRecorded } from '../../../../../../core/remembrancer/covenant/rules/proof-chain/deployments-recorded.ts';
import { memorySource } from '../../../../../../core/remembrancer/ledger/fsck/index.ts';
import { contextWith } from '../../context-with.ts';
import { brokenBy, openBy, unreachable } from '../../ledger/found-by.ts';
import {
  type Given,
  makers,
  signatureOver,
  subjectOf,
  testLedger,
  type TestLedger,
} from '../../ledger/signed-ledger.ts';

async function deployed(receipt: Given): Promise<TestLedger> {
  const ledger = testLedger();
  await ledger.record({ subjects: [subjectOf('one', 'one'), subjectOf('two', 'two')] });
  await ledger.record({ id: 'deployment:app:production', kind: 'deployment', version: '2.0.0', ...receipt });
  return ledger;
}

const broken = async (receipt: Given): Promise<string[]> =>
  brokenBy(deploymentsRecorded, { ledger: (await deployed(receipt)).source() });

describe('deployments', () => {
  it.each<[string, Given]>([
    ['of one artifact of a release, under any name', { subjects: [subjectOf('one', 'renamed')] }],
    ['of all of them', { subjects: [subjectOf('one', 'one'), subjectOf('two', 'two')] }],
    ['that link a release by its operation', { links: [{ rel: 'relates-to', target: 'release:v1.0.0' }] }],
    ['that link it by version', { links: [{ rel: 'relates-to', target: 'release/app/1.0.0' }] }],
    ['that name no artifact, of a version that was released', { version: '1.0.0' }],
  ])('%s are recorded', async (_, receipt) => {
    expect(await broken(receipt)).toEqual([]);
  });

  it('that link a release by its receipt are recorded', async () => {
    const receipt = (await deployed({})).files().get('receipts/000/0.json')!;
    const links = [{ rel: 'relates-to', target: sha256Hex(receipt) }];
    expect(await broken({ links, subjects: [subjectOf('third')] })).toEqual([]);
  });

  it.each<[string, Given, string]>([
    [
      'of another artifact',
      { subjects: [subjectOf('third', 'three')] },
      `names three (SHA-256 ${subjectOf('third').sha256}), which no release on the ledger has.`,
    ],
    [
      'of another artifact under a version that was released',
      { version: '1.0.0', subjects: [subjectOf('third', 'three')] },
      'names three (SHA-256 ',
    ],
    [
      'of a released artifact and others',
      { subjects: [subjectOf('one'), subjectOf('third', 'three'), subjectOf('fourth', 'four')] },
      'and 1 more, which no release',
    ],
    ['of nothing, under a version that was not released', {}, 'names no artifact'],
    [
      'that link what is no release',
      { links: [{ rel: 'relates-to', target: 'release:v9' }] },
      'names no artifact',
    ],
  ])('%s are not', async (_, receipt, what) => {
    const [message, ...more] = await broken(receipt);
    expect(message).toContain('The deployment deployment:app:production (entry 1) ');
    expect(message).toContain(what);
    expect(more).toEqual([]);
  });

  it('count as recorded when the release is recorded afterwards', async () => {
    const ledger = await deployed({ subjects: [subjectOf('third')] });
    await ledger.record({ id: 'release:v3', subjects: [subjectOf('third')] });
    expect(await brokenBy(deploymentsRecorded, { ledger: ledger.source() })).toEqual([]);
  });

  it('are not looked for where there are none, and cannot be told of what cannot be read', async () => {
    const answer = await deploymentsRecorded.check(contextWith({ ledger: testLedger().source() }));
    expect(answer).toEqual({ notApplicable: 'the ledger has no deployment' });
    const others = testLedger();
    await others.record({ subjects: [subjectOf('one')] });
    await others.complete(0, await signatureOver('one', await makers()));
    expect(await deploymentsRecorded.check(contextWith({ ledger: others.source() }))).toEqual(answer);
    expect(await openBy(deploymentsRecorded, { ledger: unreachable })).toHaveLength(1);
    const files = (await deployed({ subjects: [subjectOf('third')] })).files();
    files.set('receipts/000/1.json', utf8('{}'));
    expect(await openBy(deploymentsRecorded, { ledger: memorySource(files) })).toHaveLength(1);
  });
});
