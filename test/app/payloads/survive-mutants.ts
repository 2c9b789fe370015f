import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { handledPayloads } from './handled-payloads.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { startPayloadApp } from './payload-app.ts';
import { realPayloads } from './real-payloads.ts';

const APP_ID = 7;
/** How many are on their way at once, and between two looks at the app. */
const AT_ONCE = 16;
const BETWEEN_LOOKS = 500;
/** What a program throws that did not expect its input. */
const FAULT = /"name":"(TypeError|RangeError|ReferenceError|SyntaxError)"/;

/** Delivers `count` mutated payloads to the app as a process; throws where it did not stand them. */
export async function surviveMutants(count: number, seed: number): Promise<void> {
  const real = realPayloads();
  const app = await startPayloadApp(APP_ID);
  try {
    for (const { payload } of real) app.github.know(payload);
    const lost = new Set<string>();
    const statuses = new Map<number | undefined, number>();
    let written = 0;
    const look = async (part: Mutant[]): Promise<void> => {
      const deliver = async (): Promise<void> => {
        for (let mutant = part.pop(); mutant !== undefined; mutant = part.pop()) {
          const { isLost, ...sent } = mutant;
          const id = randomUUID();
          if (isLost) lost.add(id);
          const status = await app.deliver({ ...sent, id });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, deliver));
      await app.idle();
      expect(await app.lives()).toBe(true);
      const calls = app.github.written();
      expect(calls.filter(({ delivery }) => lost.has(delivery))).toEqual([]);
      written += calls.length;
      const lines = app.lines().map((line) => JSON.stringify(line));
      expect(lines.filter((line) => FAULT.test(line))).toEqual([]);
    };
    const part: Mutant[] = [];
    for (const mutant of mutantsOf(handledPayloads(real, APP_ID), count, seed)) {
      if (part.push(mutant) === BETWEEN_LOOKS) await look(part.splice(0));
    }
    await look(part);
    // Not everything was refused, and not everything taken.
    expect(written).toBeGreaterThan(count / 50);
    expect(lost.size).toBeGreaterThan(count / 4);
    expect([...statuses.keys()].sort()).toEqual([200, 202, 400, 401, 415]);
  } finally {
    await app.stop();
  }
}
