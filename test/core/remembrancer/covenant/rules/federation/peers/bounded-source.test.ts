import { describe, expect, it } from '@jest/globals';

import { boundedSource } from '../../../../../../../core/remembrancer/covenant/rules/federation/peers/bounded-source.ts';
import { memorySource } from '../../../../../../../core/remembrancer/ledger/fsck/index.ts';

const BOUNDS = { bytes: 10, files: 3, time: 60_000 };
const source = memorySource(
  new Map([
    ['a', new Uint8Array(6)],
    ['b', new Uint8Array(4)],
    ['c', new Uint8Array(1)],
  ]),
);

describe('a source of which only so much is read', () => {
  it('gives what is within the bounds', async () => {
    const bounded = boundedSource(source, BOUNDS);
    expect([...(await bounded.read(['a', 'b', 'x'])).keys()]).toEqual(['a', 'b']);
    expect(await bounded.list()).toEqual(await source.list());
  });

  it('refuses more bytes, in one step and in several', async () => {
    const bounded = boundedSource(source, BOUNDS);
    await bounded.read(['a', 'b']);
    const beyond = { code: 'network', message: 'memory would have to be asked for more than 10 bytes.' };
    await expect(bounded.read(['c'])).rejects.toMatchObject(beyond);
    await expect(boundedSource(source, BOUNDS).read(['a', 'b', 'c'])).rejects.toMatchObject(beyond);
  });

  it('refuses more files, those that are not there too', async () => {
    await expect(boundedSource(source, BOUNDS).read(['w', 'x', 'y', 'z'])).rejects.toThrow('3 files');
  });

  it('does not wait for ever', async () => {
    const slow = { ...source, read: () => new Promise<never>(() => undefined) };
    await expect(boundedSource(slow, { ...BOUNDS, time: 10 }).read(['a'])).rejects.toMatchObject({
      code: 'network',
      message: 'memory would have to be asked for more than 0.01 seconds.',
    });
    const late = boundedSource(source, { ...BOUNDS, time: 0 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(late.read(['a'])).rejects.toThrow('0 seconds');
  });

  it('leaves nothing behind of what fails when it is no longer waited for', async () => {
    const failing = {
      ...source,
      read: () =>
        new Promise<never>((_, reject) => {
          setTimeout(reject, 30, new Error('too late'));
        }),
    };
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => {
      unhandled.push(reason);
    };
    process.on('unhandledRejection', note);
    await expect(boundedSource(failing, { ...BOUNDS, time: 10 }).read(['a'])).rejects.toThrow('0.01 seconds');
    await new Promise((resolve) => setTimeout(resolve, 60));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});
