import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { sha256Hex } from '../../../../../core/common/bytes.ts';
import { legacyRoot } from '../../../../../core/remembrancer/ledger/legacy/legacy-merkle.ts';
import { parseLegacyReceipt } from '../../../../../core/remembrancer/ledger/legacy/parse-legacy-receipt.ts';
import { readLegacyDatabase } from '../../../../../core/remembrancer/ledger/legacy/read-legacy-database.ts';

/** What is left of the first system, kept beside the project and not in it. */
const original = join(import.meta.dirname, '../../../../../../shared/data/original');

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-legacy-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

function database(name: string, rows: readonly (readonly (string | number | null)[])[]): string {
  const path = join(directory, name);
  const made = new DatabaseSync(path);
  made.exec(
    'CREATE TABLE memories (id TEXT PRIMARY KEY, timestamp TEXT NOT NULL, type TEXT NOT NULL, component TEXT, version TEXT, hash TEXT, sig TEXT, data JSON, merkle_root TEXT)',
  );
  const insert = made.prepare('INSERT INTO memories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const row of rows) insert.run(...row);
  made.close();
  return path;
}

describe('reading a remembrancer.db', () => {
  it('gives its records in its order and leaves the file as it is', async () => {
    const row = (id: string, time: string): (string | null)[] => [
      id,
      time,
      'codex',
      'é',
      null,
      null,
      null,
      '{}',
      'x',
    ];
    const path = database('order.db', [
      row('b', '2025-02-01'),
      row('Z', '2025-02-01'),
      row('c', '2025-01-01'),
    ]);
    const before = sha256Hex(readFileSync(path));
    const records = await readLegacyDatabase(path);
    expect(records.map(({ id }) => id)).toEqual(['c', 'Z', 'b']);
    expect(records[0]).toEqual({
      id: 'c',
      timestamp: '2025-01-01',
      type: 'codex',
      component: 'é',
      version: null,
      hash: null,
      sig: null,
      data: '{}',
    });
    expect(sha256Hex(readFileSync(path))).toBe(before);
    expect(readdirSync(directory)).toEqual(['order.db']);
  });

  it('says what is no database, has no such table, or no such record', async () => {
    await writeFile(
      join(directory, 'text.db'),
      'not a database, but long enough to be looked at as one. '.repeat(20),
    );
    for (const name of ['text.db', 'missing.db']) {
      await expect(readLegacyDatabase(join(directory, name))).rejects.toMatchObject({ code: 'not-found' });
    }
    const bad = database('blob.db', []);
    const made = new DatabaseSync(bad);
    made.exec("INSERT INTO memories (id, timestamp, type, data) VALUES ('a', '2025', 'codex', x'00')");
    made.close();
    await expect(readLegacyDatabase(bad)).rejects.toThrow('its column "data" is not text');
  });
});

if (existsSync(original)) {
  describe('the original remembrancer.db and receipts', () => {
    it('have the root that was published', async () => {
      const { published } = JSON.parse(
        readFileSync(join(original, 'legacy-merkle-vectors.json'), 'utf8'),
      ) as {
        published: { root: string };
      };
      const records = await readLegacyDatabase(join(original, 'remembrancer.head.db'));
      expect(records.map(({ id }) => id)).toEqual(['codex-v1.0.0']);
      expect(legacyRoot(records)).toBe(published.root);
    });

    it('are read with the faults that they have', () => {
      const folder = join(original, 'receipts');
      const faults = Object.fromEntries(
        readdirSync(folder)
          .toSorted()
          .map((name) => [name, parseLegacyReceipt(readFileSync(join(folder, name), 'utf8')).faults.length]),
      );
      expect(faults).toEqual({
        'c3l-v1.0.receipt': 0,
        'docs-archive-phase5-cadence-20251023.receipt': 1,
        'federation-design-v1.0.receipt': 1,
        'psi-field-v1.0.2.receipt': 1,
        'spawn-elite-v2.2-PRODUCTION.receipt': 0,
      });
    });
  });
} else {
  it.skip('the original: ../shared/data/original is not there', () => undefined);
}
