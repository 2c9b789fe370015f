import { describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../../../core/common/bytes.ts';
import type { CovenantConfig } from '../../../../../../core/remembrancer/covenant/index.ts';
import { ledgerVerifies } from '../../../../../../core/remembrancer/covenant/rules/integrity/ledger-verifies.ts';
import { memorySource } from '../../../../../../core/remembrancer/ledger/fsck/index.ts';
import { generateLogKey } from '../../../../../../core/remembrancer/ledger/index.ts';
import { contextWith } from '../../context-with.ts';
import { brokenBy, foundBy, openBy, unreachable, withoutLedger } from '../../ledger/found-by.ts';
import { testLedger, type TestLedger } from '../../ledger/signed-ledger.ts';

const withKey = (vkey: string): CovenantConfig => ({ ...contextWith({}).config, vkey });

async function recorded(): Promise<TestLedger> {
  const ledger = testLedger();
  await ledger.record({}, [{ layer: 'openpgp', n: 1, content: utf8('a signature') }]);
  return ledger;
}

describe('the ledger verifies', () => {
  it.each([
    ['a receipt is changed', 'receipts/000/0.json', utf8('{}'), 'not the receipt that its entry commits to'],
    [
      'evidence is changed',
      'evidence/000/0/openpgp-1.asc',
      utf8('x'),
      'not the evidence that the receipt names',
    ],
    ['evidence is gone', 'evidence/000/0/openpgp-1.asc', undefined, 'is not there'],
    ['an entry is changed', 'tile/entries/000.p/1', utf8('\0\x01x'), ''],
    ['a file is planted', 'malware.sh', utf8('x'), 'Nothing in the log speaks of it.'],
    ['the checkpoint is changed', 'checkpoint', utf8('x\n'), ''],
  ])('is broken, and the file is named, where %s', async (_, path, content, what) => {
    const files = (await recorded()).files();
    expect(await brokenBy(ledgerVerifies, { ledger: memorySource(files) })).toEqual([]);
    if (content === undefined) files.delete(path);
    else files.set(path, content);
    const broken = await brokenBy(ledgerVerifies, { ledger: memorySource(files) });
    expect(
      broken.some((message) => message.startsWith(`${path} of the ledger: `) && message.includes(what)),
    ).toBe(true);
  });

  it('shows twenty of 25 problems, and that there are five more', async () => {
    const files = (await recorded()).files();
    for (let n = 0; n < 25; n++) files.set(`planted/${n}`, utf8('x'));
    const broken = await brokenBy(ledgerVerifies, { ledger: memorySource(files) });
    expect(broken).toHaveLength(21);
    expect(broken.at(-1)).toBe('The ledger has 5 more problems.');
    for (let n = 20; n < 25; n++) files.delete(`planted/${n}`);
    expect(await brokenBy(ledgerVerifies, { ledger: memorySource(files) })).toHaveLength(20);
  });

  it('is broken by another key than the configuration names, and says how to follow a change', async () => {
    const ledger = await recorded();
    const source = ledger.source();
    expect(await foundBy(ledgerVerifies, { ledger: source, config: withKey(ledger.verifierKey) })).toEqual(
      [],
    );
    const other = withKey(generateLogKey('github.com/acme/app').verifierKey);
    const found = await foundBy(ledgerVerifies, { ledger: ledger.source(), config: other });
    expect(found.find(({ message }) => message.startsWith('vkey of the ledger'))?.remedy).toContain(
      'covenant.vkey',
    );
    const files = ledger.files();
    files.set('planted', utf8('x'));
    const [planted] = await foundBy(ledgerVerifies, { ledger: memorySource(files) });
    expect(planted?.remedy).toMatch(/^Find the commit that did it /);
  });

  it('does not apply without a ledger, and is broken when the configuration knows of one', async () => {
    expect(await ledgerVerifies.check(contextWith({ ledger: 'none' }))).toEqual({
      notApplicable: 'there is no ledger branch',
    });
    const { verifierKey } = testLedger();
    const [message] = await brokenBy(ledgerVerifies, { ledger: 'none', config: withKey(verifierKey) });
    expect(message).toContain(verifierKey);
  });

  it('cannot be told of what cannot be read, and with a key that is none', async () => {
    const nothing = withoutLedger();
    expect(await ledgerVerifies.check(nothing)).toMatchObject([{ cannotTell: true }]);
    expect(await openBy(ledgerVerifies, { ledger: unreachable })).toEqual([
      'The ledger could not be checked. No answer.',
    ]);
    const ledger = (await recorded()).source();
    const [wrong] = await foundBy(ledgerVerifies, { ledger, config: withKey('no key') });
    expect(wrong).toMatchObject({ remedy: 'Correct `covenant.vkey`.', cannotTell: true });
    const [away] = await foundBy(ledgerVerifies, { ledger: unreachable });
    expect(away?.remedy).toBe('Check again when the ledger branch can be read whole.');
  });

  it('tells of no other fault as one of the ledger', async () => {
    const fault = new TypeError('a fault of the program');
    const ledger = { ...unreachable, list: () => Promise.reject(fault) };
    await expect(async () => ledgerVerifies.check(contextWith({ ledger }))).rejects.toBe(fault);
  });

  it('takes an empty ledger for a good one', async () => {
    expect(await foundBy(ledgerVerifies, { ledger: testLedger().source() })).toEqual([]);
  });
});
