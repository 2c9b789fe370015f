import { describe, expect, it } from '@jest/globals';
import { unlessGone } from '../../../app/handlers/unless-gone.ts';

const status = (code: number, cause?: unknown): Error =>
  Object.assign(new Error(`answer ${code}`, { cause }), { status: code });

/** A handler's context, where asking for the repository ends like this. */
function contextOf(answer: () => Promise<never>) {
  const lines: unknown[] = [];
  const context = {
    payload: { repository: { name: 'app', owner: { login: 'acme' } } },
    octokit: { rest: { repos: { get: answer } } },
    log: { info: (line: unknown) => lines.push(line) },
  };
  return { context: context as unknown as Parameters<typeof unlessGone>[0], lines };
}

const there = () => Promise.resolve({ data: { description: null } } as never);
const gone = () => Promise.reject(status(404));

describe('work that finds nothing', () => {
  it.each([
    ['by itself', status(404)],
    ['underneath', new Error('not read', { cause: status(404) })],
  ])('ends quietly where the repository is gone: %s', async (_, error) => {
    const { context, lines } = contextOf(gone);
    await expect(unlessGone(context, Promise.reject(error))).resolves.toBeUndefined();
    expect(lines).toEqual([expect.stringContaining('acme/app is gone')]);
  });

  it('fails where the repository is there', async () => {
    const { context, lines } = contextOf(there);
    await expect(unlessGone(context, Promise.reject(status(404)))).rejects.toThrow('answer 404');
    expect(lines).toEqual([]);
  });

  it('fails for the while in which that cannot be told', async () => {
    const { context } = contextOf(() => Promise.reject(status(502)));
    await expect(unlessGone(context, Promise.reject(status(404)))).rejects.toThrow('answer 502');
  });
});

it.each([403, 500])('work that fails otherwise fails, and nothing is asked: %i', async (code) => {
  const { context } = contextOf(() => Promise.reject(new Error('asked')));
  await expect(unlessGone(context, Promise.reject(status(code)))).rejects.toThrow(`answer ${code}`);
});
