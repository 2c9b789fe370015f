import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBase64 } from '../../core/common/bytes.ts';
import {
  generateLogKey,
  openCheckpoint,
  parseSignerKey,
  parseVerifierKey,
} from '../../core/remembrancer/ledger/index.ts';
import { growLedger } from '../core/remembrancer/ledger/grow-ledger.ts';
import { seededRandom } from '../core/remembrancer/ledger/seeded-random.ts';
import { type Checker, goClient, tesseraFsck, withChangedByte, writeLog } from './outside-checkers.ts';

const SIZES = [1, 2, 255, 256, 257, 65_536, 65_537, 70_000];
/** Files of one size in which a byte is changed here; test/exhaustive/ledger-bytes.test.ts changes one in every file. */
const SAMPLE = 8;

const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-interop-sizes-'));
const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const logs = new Map<number, { ledger: string; paths: string[]; root: string }>();
let checkers: readonly (readonly [string, Checker])[];

beforeAll(async () => {
  checkers = [
    ['the Go client', goClient(folder)],
    ['tessera fsck', tesseraFsck(signer.name)],
  ];
  const verifier = parseVerifierKey(signer.verifierKey);
  for await (const { size, files } of growLedger(signer, SIZES)) {
    const ledger = join(folder, `ledger-${size}`);
    const { root } = openCheckpoint(Buffer.from(files.get('checkpoint')!).toString(), verifier);
    logs.set(size, { ledger, paths: writeLog(ledger, files), root: toBase64(root) });
  }
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(SIZES)('a branch of %i entries', (size) => {
  it('is accepted by the Go client and by tessera fsck, with the same root', () => {
    const { ledger, root } = logs.get(size)!;
    expect(checkers.map(([name, check]) => [name, check(ledger)])).toEqual([
      ['the Go client', root],
      ['tessera fsck', root],
    ]);
  });

  it('is rejected by both when one byte is changed in a file that its checkpoint needs', () => {
    const { ledger, paths } = logs.get(size)!;
    const random = seededRandom(size);
    const accepted: string[] = [];
    for (const path of sampleOf(paths, random)) {
      const file = join(ledger, path);
      const at = Math.floor(random() * statSync(file).size);
      for (const [name, check] of checkers) {
        if (withChangedByte(file, at, () => check(ledger)) !== undefined) {
          accepted.push(`${name}: byte ${at} of ${path}`);
        }
      }
    }
    expect(accepted).toEqual([]);
  });
});

/** All files of a small log; of a large one the checkpoint and some others. */
function sampleOf(paths: readonly string[], random: () => number): string[] {
  const others = paths.filter((path) => path !== 'checkpoint');
  while (others.length >= SAMPLE) others.splice(Math.floor(random() * others.length), 1);
  return ['checkpoint', ...others];
}
