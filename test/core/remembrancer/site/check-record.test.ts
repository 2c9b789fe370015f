import { beforeAll, describe, expect, it } from '@jest/globals';

import { fromUtf8, sha256Hex, toHex } from '../../../../core/common/bytes.ts';
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
    const { receipt, receiptBytes, entryBytes, tlogProof, proof } = entry!;
    evidence = {
      entry: fromUtf8(entryBytes),
      receipt: fromUtf8(receiptBytes),
      proof: tlogProof,
      text: TEXT,
    };
    seen = {
      title: shown('Use git\u0007'),
      lead: 'use-git 1.0.0 · 2026-11-20 · entry 1',
      facts: [
        ['Its source', TEXT],
        ...factsOf(receipt).map(([label, value]) => [label, shown(value)] as const),
        ['Entry', fromUtf8(entryBytes)],
        ['Receipt', fromUtf8(receiptBytes)],
        ['Inclusion proof', proof.map(toHex).join('\n')],
      ],
      text: '\nUse git\n It is there. ',
    };
  }
  key = ledger.verifier;
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
    expect(checks[0]?.detail).toBe(
      `The key with the SHA-256 ${sha256Hex(key.publicKey)} signed the checkpoint of github.com/acme/app at size 3.`,
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

  it.each(['index 0', 'index 2', 'index 3'])('fails for the proof of another place: %s', (index) => {
    expect(evidence.proof).toContain('\nindex 1\n');
    const proof = evidence.proof.replace('\nindex 1\n', `\n${index}\n`);
    expect(failing({ proof })).toEqual(['Inclusion', 'Page']);
  });

  it('fails without a signature, and for a part of an entry', () => {
    const lines = evidence.proof.split('\n');
    const unsigned = lines.filter((line) => !line.startsWith('\u2014')).join('\n');
    expect(failing({ proof: unsigned })).toEqual(['Checkpoint', 'Inclusion']);
    expect(failing({ entry: evidence.entry.slice(0, -1) })).toEqual(['Inclusion', 'Receipt', 'Page', 'Text']);
  });

  it('fails by the key of another log, and by another key of the same name', () => {
    const { signerKey } = generateLogKey('github.com/acme/app');
    const [other] = signersOf(parseSignerKey(signerKey));
    expect(failing({}, seen, parseVerifierKey(other!.verifierKey))).toEqual(['Checkpoint', 'Inclusion']);
  });

  it('fails for the proof of another log, however good that is by its own key', async () => {
    const { store, ledger } = await sampleLedger([{ kind: 'release' }, { component: 'use-git' }]);
    for await (const [, other] of readProvenEntries(store, ledger)) {
      const changed = { proof: other!.tlogProof };
      expect(failing(changed)).toEqual(['Checkpoint', 'Inclusion', 'Page']);
      expect(failing(changed, seen, ledger.verifier)).toEqual(['Inclusion', 'Page']);
    }
  });

  it('names what the page shows otherwise', () => {
    const detail = (page: ShownRecord): string | undefined =>
      checkRecord(evidence, key, page).find(({ holds }) => !holds)?.detail;
    expect(detail({ ...seen, title: 'Use svn' })).toBe('The page shows another title than the record has.');
    const lead = seen.lead.replace('entry 1', 'entry 0');
    expect(detail({ ...seen, lead })).toContain('another line under its title than');
    for (const name of ['Its source', 'why', 'Entry', 'Receipt', 'Inclusion proof']) {
      const facts = seen.facts.map(([label, value]) => [label, label === name ? 'no' : value] as const);
      expect(detail({ ...seen, facts })).toBe(`The page shows another “${name}” than the record has.`);
    }
    expect(detail({ ...seen, facts: seen.facts.slice(0, -1) })).toContain('another “Inclusion proof” than');
    expect(detail({ ...seen, facts: [...seen.facts, ['value', 'more']] })).toContain('another “value” than');
  });

  it('fails for a text with other words than its source, and for one without a source', () => {
    expect(failing({}, { ...seen, text: 'Use git It is not there.' })).toEqual(['Text']);
    const { entry, receipt, proof } = evidence;
    const without = { entry, receipt, proof };
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
