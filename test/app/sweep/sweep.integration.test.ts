import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { answersTo, giveCommand } from '../fixtures/give-command.ts';
import { ORGANIZATION, PLATFORM, type SandboxApp, startSandboxApp } from '../fixtures/sandbox-app.ts';

let world: SandboxApp;
beforeAll(async () => {
  world = await startSandboxApp();
  world.install();
  await world.settled();
});
afterAll(() => world.stop());

const REACTION = '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';

it('finishes at its start what a crash took and what came while the app was down, once, as it was written then', async () => {
  const { github, maria } = world;
  const killed = new Promise<void>((resolve) => {
    const afterEffect = (): void => {
      resolve(world.app.stop('SIGKILL'));
    };
    github.faults.onRequest({ kind: 'lost-answer', method: 'POST', route: REACTION, after: 1, afterEffect });
  });
  // The reaction to the first is the call that passes; whichever of the two is worked on second is taken and lost.
  const taken = [await giveCommand(maria, '/help'), await giveCommand(maria, '/help')];
  await killed;
  const missed = await giveCommand(maria, '/help');
  const edited = await giveCommand(maria, '/help');
  const chatter = await giveCommand(maria, 'Nobody needs an answer to this.');
  await maria.octokit.issues.updateComment({
    ...PLATFORM,
    comment_id: edited.comment,
    body: '/spawn never-asked-for',
  });
  await github.idle();

  await world.restart('SIGTERM');
  await world.settled();
  for (const command of [...taken, missed, edited]) expect(await answersTo(maria, command)).toHaveLength(1);
  expect(await answersTo(maria, chatter)).toEqual([]);
  const { data } = await maria.octokit.repos.listForOrg({ org: ORGANIZATION });
  expect(data.map(({ name }) => name)).not.toContain('never-asked-for');
});

it('costs one page of the log and a call for each command, when everything is done', async () => {
  const { exchanges } = world.github.traffic;
  const said = await giveCommand(world.maria, 'This is no command either.');
  await world.settled();
  const before = exchanges.length;
  await world.restart('SIGTERM');
  await world.settled();
  const calls = exchanges.slice(before).map(({ method, route }) => `${method} ${route}`);
  const count = (route: string) => calls.filter((call) => call === route).length;
  expect(count('GET /app/hook/deliveries')).toBe(1);
  // Four commands, and the comment and three issues that were written while the app was down.
  expect(count('GET /app/hook/deliveries/{delivery_id}')).toBe(8);
  expect(calls.filter((call) => call.startsWith('POST /repos/') && call.endsWith('/comments'))).toEqual([]);
  expect(await answersTo(world.maria, said)).toEqual([]);
});
