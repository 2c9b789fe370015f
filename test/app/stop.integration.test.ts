import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../sandbox/world/until.ts';
import { answersTo, giveCommand, type GivenCommand } from './fixtures/give-command.ts';
import { type SandboxApp, startSandboxApp } from './fixtures/sandbox-app.ts';

const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments';

let world: SandboxApp;
beforeAll(async () => {
  world = await startSandboxApp();
  world.install();
  await world.settled();
});
afterAll(() => world.stop());

async function answered(given: readonly GivenCommand[]): Promise<number[]> {
  return Promise.all(given.map(async (each) => (await answersTo(world.maria, each)).length));
}

it('what was taken is finished when the app is asked to stop', async () => {
  const given: GivenCommand[] = [];
  for (let time = 0; time < 6; time++) given.push(await giveCommand(world.maria, '/help'));
  await world.github.idle();
  await world.app.stop('SIGTERM');
  expect(await answered(given)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(world.app.log()).toContain('Stopped');
  await world.restart('SIGTERM');
  await world.settled();
  expect(await answered(given)).toEqual([1, 1, 1, 1, 1, 1]);
});

it('who asks a second time does not wait for GitHub, and the next start finishes what is left', async () => {
  world.github.faults.onRequest({ kind: 'hang', method: 'GET', route: COMMENTS, ofApps: true });
  const given = [await giveCommand(world.maria, '/help')];
  await until('the call that hangs', () => world.github.faults.happened.includes('hang'));
  const stopped = world.app.stop('SIGTERM');
  expect(await Promise.race([stopped.then(() => 'stopped'), sleep(500, 'waits')])).toBe('waits');
  await world.app.stop('SIGTERM');
  await stopped;
  expect(world.app.log().split('\n').at(-2)).not.toContain('Stopped');
  await world.restart('SIGTERM');
  await world.settled();
  expect(await answered(given)).toEqual([1]);
});
