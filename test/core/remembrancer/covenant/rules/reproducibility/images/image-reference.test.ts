import { describe, expect, it } from '@jest/globals';

import {
  imageReference,
  isPinned,
  shortName,
} from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/image-reference.ts';
import { withVariables } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/with-variables.ts';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

describe('the name of an image', () => {
  it.each([
    ['node', { name: 'node' }],
    ['node:24', { name: 'node', tag: '24' }],
    ['localhost/a', { name: 'localhost/a' }],
    ['localhost:5000/a/b', { name: 'localhost:5000/a/b' }],
    ['localhost:5000/a/b:1', { name: 'localhost:5000/a/b', tag: '1' }],
    ['GHCR.io/a/b-c__d.e:V1_x', { name: 'GHCR.io/a/b-c__d.e', tag: 'V1_x' }],
    [`node@${DIGEST}`, { name: 'node', digest: DIGEST }],
    [`node:24@${DIGEST}`, { name: 'node', tag: '24', digest: DIGEST }],
  ])('is taken apart: %s', (image, parts) => {
    expect(imageReference(image)).toEqual(parts);
  });

  it.each([
    '',
    'IMAGE',
    '<image>',
    'a b',
    '$(IMAGE)',
    '${IMAGE}',
    '{{ .x }}',
    'ko://a/b',
    'a//b',
    'A.b',
    'Abc/def',
    'a:',
    'a@b@c',
    '/a',
  ])('is none: %j', (image) => {
    expect(imageReference(image)).toBeUndefined();
  });

  it('is pinned by a whole digest only', () => {
    const pinned = (image: string): boolean => isPinned(imageReference(image) ?? { name: '' });
    expect(pinned(`a@${DIGEST}`)).toBe(true);
    expect(pinned(`a@sha512:${'0a'.repeat(64)}`)).toBe(true);
    expect(['a', 'a:1', 'a@sha256:0a', `a@${DIGEST}0`, `a@sha512:${'0a'.repeat(32)}`].filter(pinned)).toEqual(
      [],
    );
  });

  it('is short without what Docker adds', () => {
    expect(
      [
        'docker.io/library/node',
        'index.docker.io/a/b',
        'library/node',
        'a.io/docker.io/b',
        'a.io/library/b',
      ].map(shortName),
    ).toEqual(['node', 'a/b', 'node', 'a.io/docker.io/b', 'a.io/library/b']);
  });
});

describe('a text with variables', () => {
  const values = new Map([
    ['A', 'a'],
    ['E', ''],
  ]);

  it.each([
    ['x', 'x'],
    ['$A-${A}', 'a-a'],
    ['${A:-b}${B:-b}${B-c}${E:-d}${E-e}', 'abcd'],
    ['${B:-}', ''],
  ])('is filled in: %s', (text, filled) => {
    expect(withVariables(text, values)).toBe(filled);
  });

  it.each(['$B', '${B}', '$AB', '${A:?x}', '${A#x}', '$', '${A', '${B:-${A}}'])(
    'is not known: %s',
    (text) => {
      expect(withVariables(text, values)).toBeUndefined();
    },
  );
});
