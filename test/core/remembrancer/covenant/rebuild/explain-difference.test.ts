import { gzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { explainDifference } from '../../../../../core/remembrancer/covenant/rebuild/index.ts';
import { type Entry, gzip, tar, zip } from './archives.ts';

const A: Entry = { name: 'a', content: 'one' };
const B: Entry = { name: 'b', content: 'two' };
const causes = (first: Buffer, second: Buffer) => explainDifference(first, second)?.causes;

describe('a difference', () => {
  it('is none between equal bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(explainDifference(Buffer.from(bytes), Buffer.from(bytes))).toBeUndefined();
      }),
    );
  });

  it('is at the first byte that is not the same, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.uint8Array(), (start, one, other) => {
        fc.pre(one[0] !== other[0]);
        const [first, second] = [one, other].map((rest) => Buffer.from([...start, ...rest]));
        expect(explainDifference(first!, second!)?.offset).toBe(start.length);
      }),
    );
  });

  it('of a format that we do not know has no cause', () => {
    expect(explainDifference(Buffer.from('abc'), Buffer.from('abd'))).toEqual({ offset: 2, causes: [] });
  });
});

describe.each([
  [
    'tar',
    tar,
    'tar --mtime=@$SOURCE_DATE_EPOCH (in a Makefile @$$SOURCE_DATE_EPOCH)',
    'tar --sort=name',
    'tar --mode=u=rwX,go=rX',
  ],
  [
    'zip',
    zip,
    'set them to SOURCE_DATE_EPOCH before zip, and TZ=UTC',
    'hand zip a sorted list',
    'set them before zip',
  ],
] as const)('the causes in %s', (_, pack, mtime, order, mode) => {
  it.each<readonly [string, readonly Entry[], string]>([
    ['times', [A, { ...B, mtime: 5 }], `the times of b: ${mtime}`],
    ['order', [B, A], `the order of the entries: ${order}`],
    ['modes', [{ ...A, mode: 0o600 }, B], `the modes of a: ${mode}`],
    ['content', [A, { ...B, content: 'six' }], 'the content of b'],
    ['entries', [A], 'entries that only one of them has: b'],
  ])('are %s', (_name, second, cause) => {
    expect(causes(pack([A, B]), pack(second))).toEqual([cause]);
  });

  it('name some entries of many', () => {
    const many = (time: number) =>
      pack(Array.from({ length: 9 }, (_each, n) => ({ name: `f${n}`, mtime: time })));
    expect(causes(many(1), many(2))).toEqual([`the times of f0, f1, f2 and 6 more: ${mtime}`]);
  });

  it('are looked for in what is damaged without an error', () => {
    const whole = pack([A, B]);
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.nat(whole.length),
        (at, byte, end) => {
          const damaged = Buffer.from(whole);
          damaged[at] = byte;
          expect(() => explainDifference(whole, damaged.subarray(0, end))).not.toThrow();
        },
      ),
    );
  });
});

describe('the causes in gzip', () => {
  it('are its time', () => {
    expect(causes(gzip(tar([A]), 1), gzip(tar([A]), 2))).toEqual([
      'the time in the header of gzip (1 and 2): gzip -n leaves it out',
    ]);
  });

  it('are those of the archive in it', () => {
    expect(causes(gzip(tar([A])), gzip(tar([{ ...A, uid: 7 }])))).toEqual([
      'the owners of a: tar --owner=0 --group=0 --numeric-owner',
    ]);
  });

  it('are that what was packed differs, and where, in a format that we do not know', () => {
    expect(causes(gzip(Buffer.from('abc')), gzip(Buffer.from('abd')))).toEqual([
      'what gzip packed, from its byte 2 on',
    ]);
  });

  it('are its time and what was packed where both differ', () => {
    expect(causes(gzip(Buffer.from('a'), 1), gzip(Buffer.from('b'), 2))).toEqual([
      'the time in the header of gzip (1 and 2): gzip -n leaves it out',
      'what gzip packed, from its byte 0 on',
    ]);
  });

  it('are that it was compressed in another way', () => {
    const bytes = Buffer.from('abc'.repeat(99));
    const packed = gzip(bytes);
    const other = gzipSync(bytes, { level: 0 });
    packed.copy(other, 0, 0, 10);
    expect(causes(packed, other)).toEqual(['the content is the same, and was compressed in another way']);
  });

  it('are looked for two deep in gzip that packs gzip, and no deeper: one can unpack to itself', () => {
    const nested = (mtime: number, times: number) =>
      Array.from({ length: times }).reduce<Buffer>((bytes) => gzip(bytes), tar([{ ...A, mtime }]));
    expect(causes(nested(1, 2), nested(2, 2))).toEqual([expect.stringMatching(/^the times of a: /u)]);
    expect(causes(nested(1, 3), nested(2, 3))).toEqual([
      expect.stringMatching(/^what gzip packed, from its byte \d+ on$/u),
    ]);
  });

  it('are unknown of what is damaged', () => {
    const packed = gzip(tar([A]));
    expect(causes(packed, packed.subarray(0, -5))).toEqual([]);
  });
});
