import { beforeAll, describe, expect, it } from '@jest/globals';

import { fromUtf8 } from '../../../../core/common/bytes.ts';
import {
  generateLogKey,
  type NoteVerifier,
  parseSignerKey,
  parseVerifierKey,
  readProvenEntries,
  signersOf,
} from '../../../../core/remembrancer/ledger/index.ts';
import {
  checkRecord,
  type RecordEvidence,
  type ShownRecord,
} from '../../../../core/remembrancer/site/check-record.ts';
import { factsOf } from '../../../../core/remembrancer/site/facts-of.ts';
import { shown } from '../../../../core/remembrancer/site/shown.ts';
import { sampleLedger } from './sample-site.ts';

const TEXT = '# Use git\n\nIt is there.\n';

let evidence: RecordEvidence;
let seen: ShownRecord;
let key: NoteVerifier;

beforeAll(async () => {
  const context = { what: 'Use git\u0007\r\nnow', why: 'It is there.' };
  const { store, ledger } = await sampleLedger([
    { kind: 'release' },
    { component: 'use-git', context, text: TEXT, links: ['affects **'] },
    { kind: 'deployment' },
  ]);
  for await (const [, entry] of readProvenEntries(store, ledger)) {
    const { receipt, receiptBytes, entryBytes, tlogProof } = entry!;
    evidence = {
      entry: fromUtf8(entryBytes),
      receipt: fromUtf8(receiptBytes),
      proof: tlogProof,
      verifierKey: ledger.verifier.verifierKey,
      text: TEXT,
    };
    seen = {
      title: shown('Use git\u0007'),
      facts: factsOf(receipt).map(([label, value]) => [label, shown(value)]),
      text: '\nUse git\n It is there. ',
    };
  }
  key = parseVerifierKey(evidence.verifierKey);
});

/** The names of what does not hold. */
const failing = (changed: Partial<RecordEvidence> = {}, page = seen, verifier = key): string[] =>
  checkRecord({ ...evidence, ...changed }, verifier, page)
    .filter(({ holds }) => !holds)
    .map(({ name }) => name);

describe('the check of a record', () => {
  it('holds for what the ledger has', () => {
    const checks = checkRecord(evidence, key, seen);
    expect(checks.map(({ name, holds }) => [name, holds])).toEqual(
      ['Checkpoint', 'Inclusion', 'Receipt', 'Page', 'Text'].map((name) => [name, true]),
    );
    expect(checks[1]?.detail).toMatch(/leads to the signed root by 2 hashes: it is entry 1\.$/u);
  });

  it.each(['entry', 'receipt', 'proof', 'text'] as const)(
    'fails for every change of one character of the %s',
    (part) => {
      const whole = evidence[part]!;
      const holding = Array.from({ length: whole.length }, (_, at) => at).filter((at) => {
        const other = whole[at] === 'x' ? 'y' : 'x';
        return failing({ [part]: whole.slice(0, at) + other + whole.slice(at + 1) }).length === 0;
      });
      expect(holding).toEqual([]);
    },
  );

  it.each(['entry', 'receipt', 'proof', 'text'] as const)('fails for the %s with more behind it', (part) => {
    expect(failing({ [part]: `${evidence[part]!} ` })).not.toEqual([]);
  });

  it('fails by the key of another log, and by another key of the same name', () => {
    const { signerKey } = generateLogKey('github.com/acme/app');
    const [other] = signersOf(parseSignerKey(signerKey));
    expect(failing({}, seen, parseVerifierKey(other!.verifierKey))).toEqual(['Checkpoint', 'Inclusion']);
  });

  it('names what the page shows otherwise', () => {
    const detail = (page: ShownRecord): string | undefined =>
      checkRecord(evidence, key, page).find(({ holds }) => !holds)?.detail;
    expect(detail({ ...seen, title: 'Use svn' })).toBe('The page shows another title than the receipt has.');
    const facts = seen.facts.map(([label, value]) => [label, label === 'why' ? 'no' : value] as const);
    expect(detail({ ...seen, facts })).toBe('The page shows another why than the receipt has.');
    expect(detail({ ...seen, facts: seen.facts.slice(0, -1) })).toContain('another affects than');
    expect(detail({ ...seen, facts: [...seen.facts, ['value', 'more']] })).toContain('another value than');
  });

  it('fails for a text with other words than its source, and for one without a source', () => {
    expect(failing({}, { ...seen, text: 'Use git It is not there.' })).toEqual(['Text']);
    const { entry, receipt, proof, verifierKey } = evidence;
    const without = { entry, receipt, proof, verifierKey };
    expect(checkRecord(without, key, seen).map(({ name, holds }) => [name, holds])).toContainEqual([
      'Text',
      false,
    ]);
  });

  it('does not take the receipt of another entry', async () => {
    const { store, ledger } = await sampleLedger([{ kind: 'release' }, { component: 'use-git' }]);
    for await (const [release] of readProvenEntries(store, ledger)) {
      expect(failing({ receipt: fromUtf8(release!.receiptBytes) })).toEqual(['Receipt', 'Page', 'Text']);
    }
  });
});
