import type { SandboxEvent } from '../../sandbox/github/index.ts';
import { until } from '../../sandbox/world/until.ts';
import { giveCommand } from '../../test/app/fixtures/give-command.ts';
import { PLATFORM, startSandboxApp } from '../../test/app/fixtures/sandbox-app.ts';
import { type Figure, median } from '../figure.ts';
import { benchCalls } from '../spawn/calls.ts';

const MOST_S = 1.5;

/** From the comment `/spawn` to the answer that the repository is finished, and the calls by which it is made. */
export async function benchSpawn(rounds: number): Promise<Figure[]> {
  const calls = (await benchCalls()).filter(({ what }) => !what.includes('--dry-run'));
  const [first, ...others] = await timeSpawns({}, rounds + 1);
  const [spaced] = await timeSpawns({ VAULTMESH_THROTTLE: 'on' }, 1);
  const what = '/spawn to the finished repository';
  return [
    ...calls,
    { what, at: `median of ${rounds}`, value: median(others), unit: 's', atMost: MOST_S },
    { what, at: 'the first of a process', value: first ?? Number.NaN, unit: 's' },
    {
      what,
      at: 'with the pauses between calls that GitHub asks for',
      value: spaced ?? Number.NaN,
      unit: 's',
    },
  ];
}

/** In s, for one service after the other. */
async function timeSpawns(environment: Readonly<Record<string, string>>, count: number): Promise<number[]> {
  const world = await startSandboxApp({ environment });
  try {
    const comments: { readonly ms: number; readonly body: string }[] = [];
    world.github.onEvent((event) => {
      if (event.name === 'issue_comment') comments.push({ ms: performance.now(), body: bodyOf(event) });
    });
    world.install();
    await until('the ruleset of platform', async () => {
      const { data } = await world.maria.octokit.repos.getRepoRulesets(PLATFORM);
      return data.length > 0;
    });
    await world.settled();
    const times: number[] = [];
    for (let number = 1; number <= count; number++) {
      const before = comments.length;
      await giveCommand(world.maria, `/spawn service-${number}`);
      await until('the answer', () => comments.length > before + 1);
      await world.settled();
      const [given, answer] = comments.slice(before);
      if (given === undefined || !answer?.body.includes('state=done')) {
        throw new Error(`/spawn was answered otherwise: ${answer?.body}`);
      }
      times.push((answer.ms - given.ms) / 1000);
    }
    return times;
  } finally {
    await world.stop();
  }
}

const bodyOf = ({ payload }: SandboxEvent): string => (payload['comment'] as { readonly body: string }).body;
