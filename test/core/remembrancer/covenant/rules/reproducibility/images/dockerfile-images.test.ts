import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dockerfileImages } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/dockerfile/dockerfile-images.ts';
import { fileOf } from '../../../file-of.ts';

const imagesIn = (text: string): string[] =>
  dockerfileImages(fileOf('Dockerfile', text)).map(({ image }) => image);

describe('the images of a Dockerfile', () => {
  it.each([
    ['FROM node', ['node']],
    ['from node:24 as build\nRUN x', ['node:24']],
    ['FROM --platform=$BUILDPLATFORM \\\n  node:24 AS a', ['node:24']],
    ['# FROM a\n\nFROM b # no comment', ['b']],
    ['FROM a AS Build\nFROM build\nFROM b', ['a', 'b']],
    ['FROM scratch\nCOPY --from=a:1 /x /x', ['a:1']],
    ['FROM a AS b\nCOPY --chown=1 --from=B /x /x\nCOPY --from=0 /x /x', ['a']],
    ['FROM b\nCOPY --from=c . .\nFROM d AS c', ['b', 'c', 'd']],
    ['FROM a\nRUN --mount=type=bind,from=b:1,target=/x --mount=from=c make', ['a', 'b:1', 'c']],
    ['FROM a\nRUN make --mount=type=bind,from=b', ['a']],
    ['FROM a\nONBUILD COPY --from=b /x /x', ['a', 'b']],
    ['FROM "a:1"', ['a:1']],
    ['FROM a\nFROM b\nCOPY --from=1 . .', ['a', 'b']],
    ['FROM a\nADD --from=b . .', ['a']],
    ['FROM a b c\nFROM c', ['a', 'c']],
    ['FROM a AS', ['a']],
    ['FROM a\nCOPY --from=b:1', ['a', 'b:1']],
    ['FROM a\nRUN --mount=from=b:1 make --mount=from=c:1', ['a', 'b:1']],
    ['FROM a\nCOPY --chmod=--from=b:1 / /', ['a']],
    ['FROM a\nRUN --x--mount=from=b:1 make', ['a']],
  ])('are those that it takes: %j', (text, images) => {
    expect(imagesIn(text)).toEqual(images);
  });

  it.each([
    ['ARG V=24\nFROM node:$V', ['node:24']],
    ['ARG V="24" W=slim\nFROM node:${V}-${W}', ['node:24-slim']],
    ['ARG A=node\nARG B=$A:1\nFROM ${B}', ['node:1']],
    ['ARG V\nFROM node:$V', []],
    ['ARG V=a"b"\nFROM "node":$V', ['node:ab']],
    ['LABEL V=1\nFROM node:$V', []],
    ['ARG V=1\nARG Vx\nFROM node:$V', ['node:1']],
    ['ARG V\nFROM node:${V:-24}', ['node:24']],
    ['FROM a\nARG V=24\nFROM node:$V', ['a']],
    ['FROM base-${TARGETARCH}', []],
    ['ARG V=1\nARG V=$X\nFROM a:$V', []],
  ])('have the defaults of arguments before the first stage: %j', (text, images) => {
    expect(imagesIn(text)).toEqual(images);
  });

  it.each([
    ['FROM a\nRUN <<EOF\nFROM b\nEOF\nFROM c', ['a', 'c']],
    ['FROM a\nRUN <<-"EOF" cat\n\tFROM b\n\tEOF\nFROM c', ['a', 'c']],
    ['FROM a\nCOPY <<A <<B /x/\nFROM b\nA\nFROM c\nB\nFROM d', ['a', 'd']],
    ['FROM a\nRUN cat <<<EOF\nFROM b', ['a', 'b']],
    ['FROM a\nRUN x \\\n  # FROM b\n\n  FROM c \\\n  y\nFROM d', ['a', 'd']],
    ['# escape=`\nFROM a\nRUN x `\nFROM b\nRUN c:\\\nFROM d', ['a', 'd']],
    ['FROM a\r\nRUN x \\\r\nFROM b\r\nFROM c\r\n', ['a', 'c']],
  ])('are not in scripts: %j', (text, images) => {
    expect(imagesIn(text)).toEqual(images);
  });

  it('are where they stand', () => {
    const text =
      '# ü🎉\r\nFROM --platform=x node:24 AS b\r\nCOPY --link --from=a:1,x / /\r\nRUN --mount=from=c:1,rw x';
    const images = dockerfileImages(fileOf('Dockerfile', text));
    expect(images.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'node:24',
      'a:1,x',
      'c:1',
    ]);
    for (const { range, end } of images) expect(end).toBe(range.end);
  });

  it('cannot be pinned where a variable names them', () => {
    expect(dockerfileImages(fileOf('Dockerfile', 'ARG V=1\nFROM a:$V'))[0]).not.toHaveProperty('end');
  });

  it('are found in any text without a fault, within it', () => {
    const piece = fc.constantFrom(
      ...[
        'FROM ',
        'ARG ',
        'RUN ',
        'COPY ',
        '--from=',
        '--mount=',
        'from=',
        ' AS ',
        'a',
        'b:1',
        '$',
        '${',
        '}',
        '=',
        ',',
      ],
      ...[
        '\\\n',
        '\n',
        '\r\n',
        '<<EOF',
        'EOF',
        '#',
        ' ',
        '\t',
        '"',
        "'",
        '# escape=`\n',
        '`\n',
        'ü',
        '🎉',
        '\0',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 50 }), (pieces) => {
        const text = pieces.join('');
        for (const { image, range, end } of dockerfileImages(fileOf('Dockerfile', text)))
          if (end !== undefined) expect(text.slice(range.start, end)).toBe(image);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['one line', `FROM a\nRUN ${'x '.repeat(500_000)}`],
    ['one word', `FROM a\nRUN ${'x'.repeat(1_000_000)}`],
    ['lines that go on', `FROM a\nRUN x ${'\\\n x '.repeat(200_000)}`],
    ['heredocs without an end', `FROM a\n${'RUN <<EOF\n'.repeat(100_000)}`],
    ['mounts', `FROM a\nRUN ${'--mount=from=a,'.repeat(60_000)} x`],
    ['quotes', `FROM a\nARG ${'"'.repeat(1_000_000)}`],
    ['opened variables', `ARG A=${'${A:-'.repeat(200_000)}\nFROM a`],
  ])('are found soon in a mebibyte of %s', (_, text) => {
    const start = process.cpuUsage();
    expect(imagesIn(text)[0]).toBe('a');
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(2000);
  });
});
