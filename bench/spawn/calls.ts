import { until } from '../../sandbox/world/until.ts';
import { giveCommand, reactionsTo } from '../../test/app/fixtures/give-command.ts';
import { PLATFORM, type SandboxApp, startSandboxApp } from '../../test/app/fixtures/sandbox-app.ts';
import { isWitness, writtenCalls } from '../../test/app/fixtures/written-calls.ts';
import type { Figure } from '../figure.ts';

/** The calls of one `/spawn`, and of one under `--dry-run`, counted at the sandbox's GitHub, in all and by route. */
export async function benchCalls(): Promise<Figure[]> {
  const world = await startSandboxApp({ inProcess: true });
  try {
    world.install();
    await until('the ruleset of platform', async () => {
      const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
      return data.length > 0;
    });
    await until("the witness's cosignature", () => world.github.traffic.exchanges.some(isWitness));
    await world.settled();
    return [
      ...(await callsOf(world, '/spawn my-service --dry-run')),
      ...(await callsOf(world, '/spawn my-service')),
    ];
  } finally {
    await world.stop();
  }
}

async function callsOf(world: SandboxApp, command: string): Promise<Figure[]> {
  const { exchanges } = world.github.traffic;
  const before = exchanges.length;
  await reactionsTo(world.maria, await giveCommand(world.maria, command));
  await world.settled();
  // The first two are the person's own: the issue and the comment.
  const [, , ...calls] = writtenCalls(exchanges.slice(before));
  const counts = Map.groupBy(calls, (call) => call);
  const what = `${command}: calls that write`;
  return [
    { what, at: '', value: calls.length, unit: 'requests', atMost: 20 },
    ...[...counts].map(([at, { length }]): Figure => ({ what, at, value: length, unit: 'requests' })),
  ];
}
