import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { utf8 } from '../../../../../../core/common/bytes.ts';
import { ledgerExtendsWitnessed } from '../../../../../../core/remembrancer/covenant/rules/integrity/ledger-extends-witnessed.ts';
import { memorySource } from '../../../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  appendRecords,
  beginRotation,
  endRotation,
  generateLogKey,
  parseSignerKey,
} from '../../../../../../core/remembrancer/ledger/index.ts';
import { sampleRecord } from '../../../ledger/sample-records.ts';
import { contextWith } from '../../context-with.ts';
import { brokenBy, foundBy, openBy, unreachable } from '../../ledger/found-by.ts';
import { testLedger, type TestLedger } from '../../ledger/signed-ledger.ts';

const options = { random: () => 0, clock: () => new Date('2026-11-20T12:00:00Z') };
const rule = ledgerExtendsWitnessed;

/** A ledger that has grown from `base` by the operations `ids`. */
async function grown(ids: readonly string[], base?: TestLedger): Promise<TestLedger> {
  const ledger = testLedger('github.com/acme/app', base);
  for (const id of ids) await ledger.record({ id, kind: 'incident' });
  return ledger;
}

describe('the ledger extends what was witnessed', () => {
  it('holds for every size of one log that was seen, and none of another', async () => {
    const notes: string[] = [];
    const ledgers: TestLedger[] = [await grown([])];
    for (let n = 0; n < 12; n++) ledgers.push(await grown([`incident:${n}`], ledgers.at(-1)));
    const other = await grown(['incident:x', 'incident:y', 'incident:z'], ledgers[0]);
    for (const ledger of ledgers) notes.push(ledger.checkpoint());
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.nat(12), async (seen, now) => {
        const broken = await brokenBy(rule, { ledger: ledgers[now]!.source(), witnessed: notes[seen]! });
        expect(broken).toHaveLength(seen <= now ? 0 : 1);
        const forked = await brokenBy(rule, {
          ledger: ledgers[now]!.source(),
          witnessed: other.checkpoint(),
        });
        expect(forked).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });

  it('says how: rolled back, two roots, another beginning', async () => {
    const one = await grown(['incident:1']);
    const seen = { witnessed: (await grown(['incident:2', 'incident:3'], one)).checkpoint() };
    const said = async (ids: readonly string[]): Promise<string> =>
      (await brokenBy(rule, { ...seen, ledger: (await grown(ids, one)).source() })).join('');
    expect(await said([])).toContain('was rolled back');
    expect(await said(['incident:4', 'incident:5'])).toContain('two roots for size 3');
    expect(await said(['incident:4', 'incident:5', 'incident:6'])).toContain('does not begin with');
  });

  it('follows a key that the ledger changed by its records, while both sign and after', async () => {
    const young = generateLogKey('github.com/acme/app');
    const ledger = testLedger('github.com/acme/app');
    const both = parseSignerKey(`${young.signerKey}\n${ledger.signerKey}`);
    await ledger.record({ id: 'incident:1', kind: 'incident' });
    const witnessed = ledger.checkpoint();
    await beginRotation(ledger.store, both, options);
    expect(await foundBy(rule, { ledger: ledger.source(), witnessed })).toEqual([]);
    await endRotation(ledger.store, both, options);
    await appendRecords(ledger.store, parseSignerKey(young.signerKey), [sampleRecord('release:2')], options);
    expect(await foundBy(rule, { ledger: ledger.source(), witnessed })).toEqual([]);
    const handed = [...ledger.files()].filter(([path]) => !path.startsWith('keys/'));
    const broken = await brokenBy(rule, { ledger: memorySource(new Map(handed)), witnessed });
    expect(broken.join()).toContain('no record leads there');
  });

  it('is broken by another key or another log that no record leads to, and by no ledger', async () => {
    const witnessed = (await grown(['incident:1'])).checkpoint();
    const another = (await grown(['incident:1'])).source();
    expect((await brokenBy(rule, { ledger: another, witnessed })).join()).toContain('no record leads there');
    const elsewhere = testLedger('github.com/acme/other').source();
    expect((await brokenBy(rule, { ledger: elsewhere, witnessed })).join()).toContain(
      'github.com/acme/other',
    );
    expect((await brokenBy(rule, { ledger: 'none', witnessed })).join()).toContain('no ledger branch');
  });

  it('cannot be told from a note that is none or was changed, or a ledger that proves nothing', async () => {
    const one = await grown(['incident:1', 'incident:2']);
    const ledger = (await grown(['incident:3'], one)).source();
    const witnessed = one.checkpoint();
    for (const note of ['', 'x', witnessed.replace('\n2\n', '\n1\n')]) {
      expect(await openBy(rule, { ledger, witnessed: note })).toHaveLength(1);
      expect(await openBy(rule, { ledger: 'none', witnessed: note })).toHaveLength(note.length > 1 ? 0 : 1);
    }
    expect(await openBy(rule, { ledger: unreachable, witnessed })).toHaveLength(1);
    const files = (await grown(['incident:3'], one)).files();
    files.set('checkpoint', utf8('x'));
    expect(await openBy(rule, { ledger: memorySource(files), witnessed })).toHaveLength(1);
    for (const path of files.keys()) if (path.startsWith('tile/')) files.delete(path);
    files.set('checkpoint', utf8((await grown(['incident:3'], one)).checkpoint()));
    expect(await openBy(rule, { ledger: memorySource(files), witnessed })).toHaveLength(1);
  });

  it('does not apply where nothing was witnessed', async () => {
    const answer = await rule.check(contextWith({ ledger: testLedger().source() }));
    expect(answer).toEqual({ notApplicable: 'no checkpoint that was witnessed is given' });
  });
});
