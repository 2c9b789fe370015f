import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { sha256Hex } from '../../../../../core/common/bytes.ts';
import { folderState, type Remembered } from '../../../../../core/remembrancer/witness/index.ts';

const origin = 'log.example/a';
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaultmesh-witness-state-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('the memory of a witness in a folder', () => {
  it('knows nothing at first, and then what was kept last, also when it is opened again', async () => {
    const state = folderState(join(directory, 'new', 'folder'));
    expect(await state.recall(origin)).toBeUndefined();
    expect(await state.keep(origin, 'one', undefined)).toBe(true);
    expect(await state.keep(origin, 'two', await state.recall(origin))).toBe(true);
    const again = folderState(join(directory, 'new', 'folder'));
    expect(await again.recall(origin)).toEqual({ note: 'two', serial: 2 });
    expect(await again.recall('log.example/b')).toBeUndefined();
  });

  it('keeps one of many notes that come at once from the same state', async () => {
    let earlier: Remembered | undefined;
    for (let round = 0; round < 10; round += 1) {
      const based = earlier;
      const kept = await Promise.all(
        Array.from({ length: 20 }, (_, i) => folderState(directory).keep(origin, `${round} ${i}`, based)),
      );
      expect(kept.filter(Boolean)).toHaveLength(1);
      earlier = await folderState(directory).recall(origin);
      expect(earlier?.note).toBe(`${round} ${kept.indexOf(true)}`);
    }
  });

  it('takes nothing that is based on what is long past, though its place is free again', async () => {
    const state = folderState(directory);
    const first = await keepNext(state, 'first');
    for (let i = 0; i < 40; i += 1) await keepNext(state, `note ${i}`);
    expect(await state.keep(origin, 'late', first)).toBe(false);
    expect((await state.recall(origin))?.note).toBe('note 39');
    const files = await readdir(join(directory, sha256Hex(origin)));
    expect(files.length).toBeLessThanOrEqual(17);
  });

  it('is not disturbed by what a killed process left half-written', async () => {
    const state = folderState(directory);
    await keepNext(state, 'one');
    await writeFile(join(directory, sha256Hex(origin), 'draft-of-a-killed-process'), 'tw');
    expect((await state.recall(origin))?.note).toBe('one');
    await keepNext(state, 'two');
    expect((await state.recall(origin))?.note).toBe('two');
  });
});

describe('processes that share the folder', () => {
  const keeper = join(import.meta.dirname, 'keeper.ts');
  const start = (name: string, rounds: number): ChildProcess & { lines: string[] } => {
    const child = spawn(process.execPath, ['--no-warnings', keeper, directory, name, String(rounds)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return Object.assign(child, { lines });
  };

  it('never keep two notes upon one, and each builds on the one before', async () => {
    const keepers = ['a', 'b', 'c', 'd'].map((name) => start(name, 60));
    await Promise.all(keepers.map((child) => once(child, 'close')));
    const kept = keepers.flatMap(({ lines }) => lines).toSorted((x, y) => parseInt(x) - parseInt(y));
    expect(kept.length).toBeGreaterThanOrEqual(60);
    const chain = kept.map((line) => /^(\d+) (.*) > (.*)$/u.exec(line)!);
    chain.forEach(([, serial, before], i) => {
      expect([Number(serial), before]).toEqual([i + 1, chain[i - 1]?.[3] ?? '']);
    });
  });

  it('lose nothing that they acknowledged when they are killed', async () => {
    for (let i = 0; i < 4; i += 1) {
      const child = start(`run${i}`, 1_000_000);
      await once(child.stdout!, 'data');
      await sleep(20 + 17 * i);
      child.kill('SIGKILL');
      await once(child, 'close');
      const remembered = await folderState(directory).recall(origin);
      // The last line may be cut; what it says may be kept and not told.
      const told = child.lines.filter((line) => line.includes(' > ')).map((line) => parseInt(line));
      expect(remembered?.serial).toBeGreaterThanOrEqual(Math.max(...told));
      expect(remembered?.note).toMatch(new RegExp(`^run${i} \\d+$`, 'u'));
    }
  });
});

async function keepNext(
  state: ReturnType<typeof folderState>,
  note: string,
): Promise<Remembered | undefined> {
  expect(await state.keep(origin, note, await state.recall(origin))).toBe(true);
  return state.recall(origin);
}
