import { expect, it } from '@jest/globals';

import { metered } from '../../page/metered.ts';
import { subjectOfFile } from '../../page/subject-of-file.ts';

/** A file of zeros that counts how much of it was asked for. */
class Zeros extends Blob {
  override readonly size: number;
  readonly asked: number[] = [];

  constructor(size: number) {
    super([]);
    this.size = size;
  }

  override slice(start = 0, end = this.size): Blob {
    const length = Math.min(end, this.size) - start;
    this.asked.push(length);
    return new Blob([new Uint8Array(length)]);
  }
}

const TEBIBYTE = 2 ** 40;
const PIECE = 4 * 1024 * 1024;

it('reads no more of a file than is taken from it, a piece at a time', async () => {
  const file = new Zeros(TEBIBYTE);
  const reader = metered(file, 'Reading', () => undefined).getReader();
  expect(file.asked).toEqual([]);
  for (let pieces = 1; pieces <= 3; pieces += 1) {
    expect((await reader.read()).value).toHaveLength(PIECE);
    expect(file.asked).toEqual(Array.from({ length: pieces }, () => PIECE));
  }
});

it('gives all of it, and says how far it is', async () => {
  const file = new Zeros(2 * PIECE + 5);
  const progress: unknown[] = [];
  const subject = await subjectOfFile(
    'zeros',
    metered(file, 'Hashing zeros', (each) => progress.push(each)),
  );
  expect(subject).toEqual({
    name: 'zeros',
    size: 2 * PIECE + 5,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    sha512: expect.stringMatching(/^[0-9a-f]{128}$/),
  });
  expect(progress).toEqual(
    [0, PIECE, 2 * PIECE, 2 * PIECE + 5].map((done) => ({ step: 'Hashing zeros', done, total: file.size })),
  );
});

it('of an empty file gives the digests of nothing', async () => {
  const subject = await subjectOfFile(
    'empty',
    metered(new Blob([]), 'Hashing', () => undefined),
  );
  expect(subject.sha256).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

it('says what to do about a file that cannot be read any more', async () => {
  const gone = new ReadableStream<Uint8Array>({
    pull: () => Promise.reject(new Error('NotReadableError')),
  });
  await expect(subjectOfFile('gone.bin', gone)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('choose it again'),
  });
});
