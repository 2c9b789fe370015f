import type { Figure } from '../figure.ts';
import { startBenchWorld } from './bench-world.ts';
import { loadOf } from './mix.ts';
import type { Sent } from './open-load.ts';
import { runLoad } from './run-load.ts';
import { type Setup, withSetups } from './setups.ts';
import { quantile } from './statistics.ts';

/** Deliveries in a second. */
const RATE = 200;
/** Before what is measured, in s: a process that has just started compiles its code. */
const WARM = 5;
const MOST_MS = 50;

interface Measured {
  readonly setup: Setup;
  readonly sent: readonly Sent[];
  /** What the app's process used of the processors for a delivery, in ms. */
  readonly cpu: number;
}

/** How long a webhook waits for its answer when `RATE` come in a second, for so many `seconds`, however long the answers take. */
export async function benchAnswers(seconds: number): Promise<Figure[]> {
  const measured = await withSetups('with the peer', (setup) => measureAnswers(setup, seconds));
  const peer = measured.find(({ setup }) => setup.program !== undefined);
  const at = `${RATE} a second for ${seconds} s`;
  return measured.flatMap((each) => [
    ...figuresOf(each, at),
    ...(peer === undefined || each === peer ? [] : [against(each, peer, at)]),
  ]);
}

async function measureAnswers(setup: Setup, seconds: number): Promise<Measured> {
  const bench = await startBenchWorld(setup, { repositories: 8, pullRequests: 2, commands: 8 });
  try {
    const before = await bench.probe();
    const count = (WARM + seconds) * RATE;
    const sent = await runLoad(loadOf(bench, { from: 0, count, rate: RATE }));
    await bench.world.settled();
    const after = await bench.probe();
    return { setup, sent: sent.slice(WARM * RATE), cpu: (after.cpu - before.cpu) / count };
  } finally {
    await bench.stop();
  }
}

const waits = ({ sent }: Measured): number[] => sent.map(({ ms }) => ms);

function figuresOf(measured: Measured, at: string): Figure[] {
  const { setup, sent, cpu } = measured;
  const what = (of: string): string => `webhook answered, ${setup.name}: ${of}`;
  const isOurs = setup.program === undefined;
  const late = sent.map((each) => each.late);
  const refused = sent.filter(({ status }) => status < 200 || status > 299);
  return [
    { what: what('median'), at, value: quantile(waits(measured), 0.5), unit: 'ms' },
    {
      what: what('99th percentile'),
      ...{ at, value: quantile(waits(measured), 0.99), unit: 'ms' },
      ...(isOurs && { atMost: MOST_MS }),
    },
    { what: what('99.9th percentile'), at, value: quantile(waits(measured), 0.999), unit: 'ms' },
    { what: what('slowest'), at, value: Math.max(...waits(measured)), unit: 'ms' },
    {
      what: what('not taken'),
      ...{ at, value: refused.length, unit: 'deliveries' },
      ...(isOurs && { atMost: 0 }),
    },
    { what: what('sent too late, 99th percentile'), at, value: quantile(late, 0.99), unit: 'ms' },
    { what: what("CPU of the app's process for each"), at, value: cpu, unit: 'ms' },
  ];
}

const against = (ours: Measured, peer: Measured, at: string): Figure => ({
  what: `webhook answered, ${ours.setup.name}: 99th percentile against ${peer.setup.name}`,
  at,
  value: quantile(waits(ours), 0.99) / quantile(waits(peer), 0.99),
  unit: 'times',
});
