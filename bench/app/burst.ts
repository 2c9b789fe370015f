import { burst, type BurstOutcome } from '../../test/app/fixtures/burst.ts';
import type { Figure } from '../figure.ts';
import { startBenchWorld } from './bench-world.ts';
import { type Setup, withSetups } from './setups.ts';
import { quantile } from './statistics.ts';

/** What is turned away is found by a sweep, so soon. */
const SWEPT = { VAULTMESH_SWEEP_MINUTES: '1' };
/** Each command takes nine requests, so that 2,000 of them would wait for GitHub's next hours. */
const HOURLY_LIMIT = 100_000;
/** In ms. */
const PATIENCE = 180_000;
const REPOSITORIES = 20;
/** Of each repository, and on each of them. */
const ISSUES = 10;
const COMMANDS = 10;

/** What becomes of 2,000 deliveries that come all at once, each of which has one effect that can be counted. */
export async function benchBurst(): Promise<Figure[]> {
  return (await withSetups('without the peer', measureBurst)).flat();
}

async function measureBurst({ name, environment }: Setup): Promise<Figure[]> {
  const bench = await startBenchWorld(
    { environment: { ...environment, ...SWEPT }, hourlyLimit: HOURLY_LIMIT },
    { repositories: REPOSITORIES, pullRequests: 0, commands: 0 },
  );
  try {
    const plan = { repositories: bench.repositories, issues: ISSUES, commands: COMMANDS };
    return figuresOf(name, await burst(bench.world, plan, PATIENCE));
  } finally {
    await bench.stop();
  }
}

function figuresOf(name: string, { commands, lost, doubled, statuses, waits, ms }: BurstOutcome): Figure[] {
  const at = `${commands.toLocaleString('en')} at once`;
  const what = (of: string): string => `burst, ${name}: ${of}`;
  const first = (status: number): number => statuses.get(status) ?? 0;
  return [
    { what: what('lost'), at, value: lost, unit: 'deliveries', atMost: 0 },
    { what: what('doubled'), at, value: doubled, unit: 'deliveries', atMost: 0 },
    { what: what('taken at first'), at, value: first(202), unit: 'deliveries' },
    { what: what('turned away at first, with 503'), at, value: first(503), unit: 'deliveries' },
    { what: what('without an answer in 10 s at first'), at, value: first(0), unit: 'deliveries' },
    { what: what('answered, 99th percentile'), at, value: quantile(waits, 0.99) * 1000, unit: 'ms' },
    { what: what('the work of all done'), at, value: ms / 1000, unit: 's' },
  ];
}
