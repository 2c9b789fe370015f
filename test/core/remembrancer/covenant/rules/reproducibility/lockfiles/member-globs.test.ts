import { describe, expect, it } from '@jest/globals';

import { memberGlobs } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/member-globs.ts';

describe('the globs of a workspace', () => {
  const stars = (count: number) => Array.from({ length: count }, (_, n) => `p${n}/*`);

  it('may be two hundred with stars, and any number without', () => {
    const names = Array.from({ length: 300 }, (_, n) => `q/${n}`);
    const set = memberGlobs('package.json', [...stars(200), ...names]);
    expect([set.has('p199/a'), set.has('q/299'), set.has('r')]).toEqual([true, true, false]);
  });

  it('cannot be told when there are more', () => {
    expect(() => memberGlobs('a/package.json', stars(201))).toThrow(
      expect.objectContaining({
        path: 'a/package.json',
        message: 'a/package.json names its members by more than 200 patterns',
      }),
    );
  });
});
