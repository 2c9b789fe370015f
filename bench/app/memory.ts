import { Redis } from 'ioredis';
import { type Figure, kib } from '../figure.ts';
import { startBenchWorld } from './bench-world.ts';
import { loadOf } from './mix.ts';
import type { Probed } from './read-probe.ts';
import { runLoad } from './run-load.ts';
import { type Setup, withSetups } from './setups.ts';
import { slope } from './statistics.ts';

const STEPS = 10;
/** Deliveries of a step. */
const STEP = 2_000;
/** In a second. */
const RATE = 400;

/**
 * What may be held more for each further delivery, in bytes, once half of them were there: a payload has 6,000 and more, what is known of a
 * delivery and bounded, its id, has about a hundred.
 */
const MOST_HELD = 256;
/** How much larger the process may be in the end than when half of them were there. */
const MOST_RESIDENT = 1.1;

type Sample = Probed & { readonly deliveries: number };

/** What the app holds while it gets 20,000 deliveries, each time when it has done its work. */
export async function benchMemory(): Promise<Figure[]> {
  return (await withSetups('without the peer', measureMemory)).flat();
}

async function measureMemory(setup: Setup): Promise<Figure[]> {
  const bench = await startBenchWorld(setup, { repositories: 8, pullRequests: 2, commands: 8 });
  try {
    const samples: Sample[] = [{ deliveries: 0, ...(await bench.probe()) }];
    for (let step = 1; step <= STEPS; step++) {
      const sent = await runLoad(loadOf(bench, { from: (step - 1) * STEP, count: STEP, rate: RATE }));
      const refused = sent.filter(({ status }) => status < 200 || status > 299);
      if (refused.length > 0) console.error(`${setup.name}: ${refused.length} deliveries were not taken.`);
      await bench.world.settled();
      samples.push({ deliveries: step * STEP, ...(await bench.probe()) });
    }
    return [
      ...figuresOf(setup.name, samples),
      ...(setup.redis === undefined ? [] : [await memoryOfRedis(setup.redis)]),
    ];
  } finally {
    await bench.stop();
  }
}

function figuresOf(name: string, samples: readonly Sample[]): Figure[] {
  const what = (of: string): string => `memory, ${name}: ${of}`;
  const after = (deliveries: number): string => `${deliveries.toLocaleString('en')} deliveries`;
  const half = samples.slice(STEPS / 2);
  const at = `${after(half[0]?.deliveries ?? 0)} and on`;
  return [
    ...samples.flatMap(({ deliveries, held, resident }): Figure[] => [
      { what: what('held'), at: after(deliveries), value: kib(kib(held)), unit: 'MiB' },
      { what: what('resident'), at: after(deliveries), value: kib(kib(resident)), unit: 'MiB' },
    ]),
    {
      what: what('held more for each delivery'),
      ...{ at, value: slope(half.map(({ deliveries, held }) => [deliveries, held])), unit: 'bytes' },
      atMost: MOST_HELD,
    },
    {
      what: what('resident in the end'),
      ...{ at, value: (half.at(-1)?.resident ?? 0) / (half[0]?.resident ?? 0), unit: 'times' },
      atMost: MOST_RESIDENT,
    },
  ];
}

async function memoryOfRedis(url: string): Promise<Figure> {
  const redis = new Redis(url);
  try {
    const [, bytes] = /^used_memory:(\d+)/m.exec(await redis.info('memory')) ?? [];
    const at = `${(STEPS * STEP).toLocaleString('en')} deliveries`;
    return { what: 'memory, Redis itself', at, value: kib(kib(Number(bytes))), unit: 'MiB' };
  } finally {
    redis.disconnect();
  }
}
