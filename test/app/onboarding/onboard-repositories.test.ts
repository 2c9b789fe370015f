import { expect, it } from '@jest/globals';
import { onboardRepositories } from '../../../app/onboarding/onboard-repositories.ts';
import { testServices } from '../fixtures/started-app.ts';

const services = testServices();
const SWEEP = services.config.sweepMinutes * 60_000;

const repositories = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ name: `r${index}`, owner: { login: 'acme' }, description: null, default_branch: 'main' },
    ...{ fork: false, archived: false, disabled: false },
  }));

/** One round at a time in ms, over repositories of which GitHub refuses all: which were asked, and what the log says. */
async function round(count: number, at: number) {
  const asked: string[] = [];
  const log: string[] = [];
  const note = (_: object, text: string) => log.push(text);
  const getContent = ({ repo }: { repo: string }) => {
    if (repo !== '.github') asked.push(repo);
    const status = repo === '.github' ? 404 : 403;
    return Promise.reject(Object.assign(new Error(`No ${repo}`), { status }));
  };
  await onboardRepositories(
    { rest: { repos: { getContent } } } as never,
    'acme',
    repositories(count),
    { ...services, clock: () => new Date(at) },
    { info: note, warn: note } as never,
  );
  return { asked, log };
}

it('a round ends after so many that refuse, and tells all of them in one line', async () => {
  const { asked, log } = await round(500, 0);
  expect(asked).toHaveLength(30);
  expect(log).toEqual([
    'Onboarding goes on with the next sweep',
    expect.stringMatching(/^Onboarding not proposed to acme\/r0 and 29 more: No r0$/),
  ]);
});

it('the next rounds begin with others, until each was tried', async () => {
  const tried = new Set<string>();
  for (let sweep = 0; sweep < 4; sweep++) {
    const { asked } = await round(100, sweep * SWEEP);
    expect(asked).toHaveLength(30);
    for (const name of asked) tried.add(name);
  }
  expect(tried.size).toBe(100);
});

it('few that refuse are all tried, and the log names one of them', async () => {
  const { asked, log } = await round(1, SWEEP);
  expect(asked).toEqual(['r0']);
  expect(log).toEqual([expect.stringMatching(/^Onboarding not proposed to acme\/r0: No r0$/)]);
});
