import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateLogKey, parseSignerKey } from '../../core/remembrancer/ledger/index.ts';
import { growLedger } from '../core/remembrancer/ledger/grow-ledger.ts';
import { seededRandom } from '../core/remembrancer/ledger/seeded-random.ts';
import { goClient, tesseraFsck, withChangedByte, writeLog } from '../interop/outside-checkers.ts';

const SIZE = 70_000;
const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-exhaustive-bytes-'));
const ledger = join(folder, 'ledger');
const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
let paths: string[];

beforeAll(async () => {
  for await (const { files } of growLedger(signer, [SIZE])) paths = writeLog(ledger, files);
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe(`a branch of ${SIZE} entries with one changed byte`, () => {
  it.each([
    ['the Go client', () => goClient(folder)],
    ['tessera fsck', () => tesseraFsck(signer.name)],
  ])(
    'is rejected by %s, whichever file it is in that the checkpoint needs',
    (_, make) => {
      const check = make();
      const random = seededRandom(SIZE);
      expect(check(ledger)).toBeDefined();
      expect(paths.length).toBeGreaterThan(2 * Math.ceil(SIZE / 256));
      const accepted = paths.filter((path) => {
        const file = join(ledger, path);
        const at = Math.floor(random() * statSync(file).size);
        return withChangedByte(file, at, () => check(ledger)) !== undefined;
      });
      expect(accepted).toEqual([]);
    },
    900_000,
  );
});
