import { expect, it } from '@jest/globals';
import { checkQuota, spawnedMark } from '../../../app/policy/check-quota.ts';

const SECRET = 'secret of the test';
const NOW = new Date('2026-11-20T10:00:00Z');
const MARIA = 11;

const proposal = (minutes: number, branch: string, mark = spawnedMark(SECRET, MARIA, branch)) => ({
  number: minutes,
  body: `The decision to have it.\n${mark}`,
  created_at: new Date(NOW.getTime() - minutes * 60_000).toISOString(),
  head: { ref: branch },
  user: { type: 'Bot' },
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
    'maria had 2 services made within the last 60 minutes, and one person may have 2 (line 3). Counted is who asked for a service, and ' +
      'not who approved it: acme/platform#1, acme/platform#20. The next one is free at 2026-11-20 10:40 UTC: give the command again then.',
  );
});

it('names a minute at which the next one is free indeed', async () => {
  const seconds = { ...proposal(20, 'a'), created_at: '2026-11-20T09:39:01.500Z' };
  expect(await refusalOf([seconds], 1)).toContain('free at 2026-11-20 10:40 UTC');
});

it('does not count what is an hour old', async () => {
  expect(await refusalOf([proposal(60, 'a')], 1)).toBe('none');
});

it.each([
  ['for somebody else', spawnedMark(SECRET, 12, 'a')],
  ['by another hand', spawnedMark('a guess', MARIA, 'a')],
  ['from another branch', spawnedMark(SECRET, MARIA, 'b')],
  ['of something else', ''],
])('does not count a proposal %s', async (_, mark) => {
  expect(await refusalOf([proposal(1, 'a', mark)], 1)).toBe('none');
});

const SPAWNED = 'vaultmesh/spawn-search-0a1b2c3d';

it.each([
  ['was taken out', ''],
  ['was made up', spawnedMark('a guess', 12, SPAWNED)],
  ['is that of another proposal', spawnedMark(SECRET, 12, 'vaultmesh/spawn-pay-0a1b2c3d')],
])('counts for everybody a proposal of the app whose mark %s', async (_, mark) => {
  expect(await refusalOf([proposal(1, SPAWNED, mark)], 1)).toContain('maria had 1 service made');
});

it.each([
  ['with the mark of somebody else', { ...proposal(1, SPAWNED, spawnedMark(SECRET, 12, SPAWNED)) }],
  ['that a person opened', { ...proposal(1, SPAWNED, ''), user: { type: 'User' } }],
])('does not count such a proposal %s', async (_, other) => {
  expect(await refusalOf([other], 1)).toBe('none');
});
