import { beforeAll, describe, expect, it } from '@jest/globals';
import { answerQuestion, searchedTexts } from '../../../app/commands/query.ts';
import { tellTimeline } from '../../../app/commands/timeline.ts';
import { type KnownLedger, recordsOf } from '../../../app/memory/known-ledger.ts';
import { tellLedger } from '../../../app/memory/tell-ledger.ts';
import { sha256Hex, utf8 } from '../../../core/common/bytes.ts';
import {
  appendRecords,
  cosign,
  emptyLedger,
  generateLogKey,
  generateWitnessKey,
  memoryStore,
  type MemoryStore,
  type NewRecord,
  parseSignerKey,
  parseWitnessKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { type Kind, makeReceipt } from '../../../core/remembrancer/receipt/index.ts';
import { NOW, opened } from './ledger-of-test.ts';

const { signerKey, verifierKey } = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(signerKey);
const witness = parseWitnessKey(generateWitnessKey('example.org/witness').signerKey);
const reader = { witness: witness.verifierKey, address: 'https://github.com/acme/app', clock: () => NOW };

const HOSTILE =
  '@acme/owners <img src=x onerror=a> [click](https://evil.example) | ![i](//e.example/i)\n# Heading\n- list';

function record(n: number, kind: Kind, context: { what: string; why?: string }): NewRecord {
  const receipt = makeReceipt({
    id: `${kind}:${n}`,
    kind,
    component: 'app',
    version: `1.${n}.0`,
    time: new Date(Date.UTC(2026, 0, 1 + n)),
    subjects: [{ name: 'app.zip', sha256: sha256Hex(String(n)) }],
    context,
    evidence: [],
    missing: [],
  });
  return { receipt, evidence: [] };
}

let store: MemoryStore;
let ledger: KnownLedger;
beforeAll(async () => {
  store = memoryStore(emptyLedger(signer));
  const records = [
    ...Array.from({ length: 24 }, (_, n) => record(n, 'release', { what: `Release number ${n}` })),
    record(24, 'incident', {
      what: 'The disk of the database was full',
      why: `Nobody removed old logs.\n${HOSTILE}`,
    }),
  ];
  await appendRecords(store, signer, records, { random: () => 0 });
  ledger = await opened(store, { configured: verifierKey });
});

describe('/timeline', () => {
  it('shows the newest twenty, oldest first, and says how to see all', async () => {
    const answer = await tellTimeline(ledger, {});
    const entries = [...answer.matchAll(/^\| (\d+) \| 2026/gm)].map(([, entry]) => Number(entry));
    expect(entries).toEqual(Array.from({ length: 20 }, (_, n) => n + 5));
    expect(answer).toContain('The newest 20 of 25 records');
    expect(answer).toContain('`npx vaultmesh timeline --repository acme/app`');
  });

  it('shows what is asked for, and says when that is nothing', async () => {
    const some = await tellTimeline(ledger, { kind: 'release', since: new Date('2026-01-23T00:00:00Z') });
    expect(some).toMatch(/^\*\*2 records\*\*/);
    expect(await tellTimeline(ledger, { kind: 'treaty' })).toMatch(/^\*\*Nothing found\*\*/);
  });
});

describe('/query', () => {
  it('quotes the record that answers, says what it has nothing of, and how it is proven', async () => {
    const answer = await answerQuestion(ledger, 'why was the disk of the database full on mars?');
    expect(answer).toMatch(/^\*\*incident The disk of the database was full\*\* \(recorded, /);
    expect(answer).toMatch(/^> /m);
    expect(answer).toContain('Entry 24, `incident/app/1.24.0`.');
    expect(answer).toContain('It has nothing of: mars.');
    expect(answer).toContain('`npx vaultmesh ledger prove acme/app 24`');
    expect(answer).toContain(
      `Judged by the log key that \`.github/vaultmesh.yml\` names: \`${verifierKey}\`.`,
    );
  });

  it('searches the newest texts that there is room for, and no ledger with too much text', async () => {
    const { records } = await recordsOf(ledger);
    const texts = new Map(['a', 'b', 'c', 'd', 'e'].map((name) => [name, 'x'.repeat(1_000_000)]));
    expect([...searchedTexts(records, texts).keys()]).toEqual(['e', 'd', 'c', 'b']);
    const long = records.map((record) => ({ ...record, texts: { why: 'x'.repeat(200_000) } }));
    expect(() => searchedTexts(long, new Map())).toThrow('too large');
  });

  it('says that nothing was found, also of a kind', async () => {
    expect(await answerQuestion(ledger, 'quantum chromodynamics')).toMatch(/^\*\*Nothing found\*\*/);
    expect(await answerQuestion(ledger, 'disk database full', 'release')).toMatch(/^\*\*Nothing found\*\*/);
  });
});

describe('/ledger', () => {
  it('has size, root, newest entries first, and neither time nor witnesses before they come', async () => {
    const answer = await tellLedger(ledger, reader);
    expect(answer).toMatch(/^\*\*`github\.com\/acme\/app`: valid\*\*/);
    expect(answer).toContain('| Size | 25 entries |');
    expect(answer).toContain('| Time of the checkpoint | `absent`: no authority has time-stamped it |');
    expect(answer).toContain('| Witnesses | this app (not yet) |');
    const entries = [...answer.matchAll(/^\| (\d+) \| 2026/gm)].map(([, entry]) => Number(entry));
    expect(entries).toEqual([24, 23, 22, 21, 20]);
    expect(answer).toContain('https://github.com/acme/app/blob/ledger/receipts/README.md');
  });

  it('says when the app cosigned it, and what is wrong with a token', async () => {
    const { head, files } = await store.read(['checkpoint']);
    const note = cosign(Buffer.from(files.get('checkpoint')!).toString(), witness, () => NOW);
    const additions = new Map([
      ['checkpoint', utf8(note)],
      ['timestamps/25.tsr', utf8('no token')],
    ]);
    await store.commit(head, { message: 'cosign', additions, deletions: [] });
    const answer = await tellLedger(await opened(store, { configured: verifierKey }), reader);
    expect(answer).toContain('| Witnesses | this app at 2026-11-21T12:00:00Z |');
    expect(answer).toMatch(/\| Time of the checkpoint \| `invalid`: /);
  });

  it('names the witnesses that the branch suggests, in a policy of a length that can be read', async () => {
    const other = parseWitnessKey(generateWitnessKey('other.example/witness').signerKey);
    const policy = `log ${verifierKey}\nwitness other ${other.verifierKey}\nquorum none\n`;
    for (const [text, isNamed] of [
      [policy, true],
      [`${policy}${'# long\n'.repeat(3_000)}`, false],
    ] as const) {
      const { head, files } = await store.read(['checkpoint']);
      const note = cosign(Buffer.from(files.get('checkpoint')!).toString(), other, () => NOW);
      const additions = new Map([
        ['checkpoint', utf8(note)],
        ['policy', utf8(text)],
      ]);
      await store.commit(head, { message: 'cosign', additions, deletions: [] });
      const answer = await tellLedger(await opened(store, { configured: verifierKey }), reader);
      expect(answer.includes('`other.example/witness` at 2026-11-21T12:00:00Z (`untrusted`)')).toBe(isNamed);
    }
  });

  it('is untrusted when nobody names the key, and of an empty ledger too', async () => {
    const empty = await opened(memoryStore(emptyLedger(signer)));
    expect(await tellLedger(empty, reader)).toMatch(/: untrusted\*\*[^]*\| Size \| 0 entries \|/);
  });
});

it('begins with a warning when the ledger was rewritten', async () => {
  const rewritten = { ...ledger, history: { state: 'broken', reason: 'It was rolled back.' } } as const;
  for (const answer of [await tellTimeline(rewritten, {}), await answerQuestion(rewritten, 'disk')]) {
    expect(answer).toMatch(/^\*\*The ledger was rewritten\*\*/);
  }
  expect(await tellLedger(rewritten, reader)).toMatch(/^\*\*`[^`]+`: invalid\*\*/);
});

it('shows nothing of a ledger as markup, link or mention', async () => {
  const hostile = memoryStore(emptyLedger(signer));
  const first = record(0, 'incident', { what: HOSTILE, why: HOSTILE });
  await appendRecords(hostile, signer, [first], { random: () => 0 });
  const of = await opened(hostile, { configured: verifierKey });
  const answers = await Promise.all([
    tellTimeline(of, {}),
    answerQuestion(of, 'incident owners heading list click'),
    tellLedger(of, reader),
  ]);
  for (const answer of answers) {
    expect(answer).not.toMatch(/@acme|<img|\]\((https:)?\/\/e|^#|^> [#-]/m);
  }
  expect(answers[1]).toContain('owners');
});
