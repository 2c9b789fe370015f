import { describe, expect, it } from '@jest/globals';

import { dockerfileImages } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/dockerfile/dockerfile-images.ts';
import { withVariables } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/images/with-variables.ts';
import { fileOf } from '../../../file-of.ts';

describe('variables in the name of an image', () => {
  const values = new Map([
    ['TAG', '24'],
    ['NONE', ''],
  ]);

  it.each([
    ['node:$TAG', 'node:24'],
    ['node:${TAG}', 'node:24'],
    ['node:${OTHER:-22}', 'node:22'],
    ['node:${OTHER-22}', 'node:22'],
    ['node:${NONE:-22}', 'node:22'],
    ['node:${NONE-22}', 'node:'],
    ['node:$OTHER', undefined],
    ['node:${TAG:?is needed}', undefined],
  ])('make of %s %s', (text, filled) => {
    expect(withVariables(text, values)).toBe(filled);
  });

  it('are not filled in where they make more than any name has', () => {
    const long = new Map([['A', 'a'.repeat(3000)]]);
    expect(withVariables('$A', long)).toHaveLength(3000);
    expect(withVariables('$A', new Map([['A', 'a'.repeat(4094)]]))).toHaveLength(4094);
    expect(withVariables('a'.repeat(4096), long)).toHaveLength(4096);
    expect(withVariables('$A$A', long)).toBeUndefined();
    expect(withVariables('a'.repeat(5000), long)).toBeUndefined();
  });

  it('do not fill the memory, though each stands twice in the next', () => {
    const args = Array.from({ length: 64 }, (_, n) => `ARG A${n + 1}=$A${n}$A${n}\n`).join('');
    expect(dockerfileImages(fileOf('Dockerfile', `ARG A0=node\n${args}FROM $A64\nFROM $A1\n`))).toMatchObject(
      [{ image: 'nodenode' }],
    );
  });
});
