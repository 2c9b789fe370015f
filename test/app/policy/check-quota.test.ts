import { expect, it } from '@jest/globals';
import { checkQuota, spawnedMark } from '../../../app/policy/check-quota.ts';

const SECRET = 'secret of the test';
const NOW = new Date('2026-11-20T10:00:00Z');
const MARIA = 11;

const proposal = (minutes: number, branch: string, mark = spawnedMark(SECRET, MARIA, branch)) => ({
  body: `The decision to have it.\n${mark}`,
  created_at: new Date(NOW.getTime() - minutes * 60_000).toISOString(),
  head: { ref: branch },
});

const refusalOf = (proposals: ReturnType<typeof proposal>[], most: number): Promise<string> =>
  checkQuota(
    { rest: { pulls: { list: ({ page }) => Promise.resolve({ data: page === 1 ? proposals : [] }) } } },
    { owner: 'acme', repo: 'platform' },
    { person: { login: 'maria', id: MARIA }, most, webhookSecret: SECRET, now: NOW, place: 'line 3' },
  ).then(
    () => 'none',
    (error: unknown) => (error as Error).message,
  );

it('lets as many be as one person may have within an hour', async () => {
  expect(await refusalOf([proposal(1, 'a'), proposal(61, 'b')], 2)).toBe('none');
});

it('refuses one more, and says from when on it is one less', async () => {
  expect(await refusalOf([proposal(1, 'a'), proposal(20, 'b'), proposal(59, 'c')], 2)).toBe(
    'maria had 2 services made within the last 60 minutes, and one person may have 2 (line 3). Give the command again after 10:40 UTC.',
  );
});

it('does not count what is an hour old', async () => {
  expect(await refusalOf([proposal(60, 'a')], 1)).toBe('none');
});

it.each([
  ['for somebody else', spawnedMark(SECRET, 12, 'a')],
  ['by another hand', spawnedMark('a guess', MARIA, 'a')],
  ['from another branch', spawnedMark(SECRET, MARIA, 'b')],
  ['without a mark', ''],
])('does not count a proposal %s', async (_, mark) => {
  expect(await refusalOf([proposal(1, 'a', mark)], 1)).toBe('none');
});
