import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type PayloadApp, startPayloadApp } from './payload-app.ts';
import { type RealPayload, realPayloads } from './real-payloads.ts';
import type { World } from './stub-github.ts';

const ALL = realPayloads();
/** Where a payload names none. */
const SOME_APP = 7;
/** The level in the log. */
const ERROR = 50;

/** The app that a payload is for: checks are looked at only by the app whose they are. */
const appOf = ({ payload }: RealPayload): number =>
  payload.check_suite?.app?.id ?? payload.check_run?.app?.id ?? SOME_APP;

const started: PayloadApp[] = [];
afterAll(async () => {
  for (const app of started) await app.stop();
});

/** Delivers `payloads`, and gives what failed, by where it came from, and the calls that came of it. */
async function outcomeOf(payloads: readonly RealPayload[], appId: number, world: World) {
  const app = await startPayloadApp(appId);
  started.push(app);
  const { github } = app;
  github.become(world);
  app.lines();
  const failures: string[] = [];
  const sources = new Map<string, string>();
  for (const { payload } of payloads) github.know(payload);
  for (const { source, event, payload } of payloads) {
    const id = randomUUID();
    sources.set(id, source);
    const status = await app.deliver({ event, body: JSON.stringify(payload), id });
    if (status !== 200 && status !== 202) failures.push(`${source}: ${status}`);
  }
  await app.idle();
  const errors = app.lines().filter(({ level }) => level >= ERROR);
  failures.push(
    ...errors.map(({ delivery, msg, err }) => `${sources.get(delivery ?? '')}: ${msg}: ${err?.message}`),
  );
  return {
    failures,
    written: github.written().map(({ call }) => call),
    unanswered: github.unanswered(),
    lives: await app.lives(),
  };
}

/** How many pull requests and merge groups the payloads for an app have it look at. */
const CHECKS = new Map([
  [SOME_APP, 15],
  [29_310, 2],
  [2, 2],
]);

const BY_APP = Map.groupBy(ALL, appOf);

describe('every real payload is handled or ignored', () => {
  it.each([...BY_APP])('by the app %i where what it names is there', async (appId, payloads) => {
    const { written, ...outcome } = await outcomeOf(payloads, appId, 'there');
    expect(outcome).toEqual({ failures: [], unanswered: [], lives: true });
    expect(written.filter((call) => /^POST .*\/check-runs$/.test(call))).toHaveLength(CHECKS.get(appId) ?? 0);
  });

  it.each([...BY_APP])(
    'by the app %i where that is gone, and nothing is written',
    async (appId, payloads) => {
      const outcome = await outcomeOf(payloads, appId, 'gone');
      expect(outcome).toEqual({ failures: [], unanswered: [], lives: true, written: [] });
    },
  );
});

it('these are more than 700 payloads of more than 50 events', () => {
  expect(ALL.length).toBeGreaterThan(700);
  expect(new Set(ALL.map(({ event }) => event)).size).toBeGreaterThan(50);
});
