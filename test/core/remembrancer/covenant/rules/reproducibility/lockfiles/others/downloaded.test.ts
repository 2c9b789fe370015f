import { expect, it } from '@jest/globals';

import { readGoMod } from '../../../../../../../../core/remembrancer/covenant/manifests/go-mod.ts';
import { downloaded } from '../../../../../../../../core/remembrancer/covenant/rules/reproducibility/lockfiles/others/downloaded.ts';

it('what is downloaded for a requirement is what stands for this version, else for all', () => {
  const mod = readGoMod('replace a => b v2.0.0\nreplace a v1.0.0 => c v3.0.0\nreplace d => ./d\n');
  const of = (module: string, version: string) => downloaded(mod, { module, version });
  expect(of('a', 'v1.0.0')).toEqual({ module: 'c', version: 'v3.0.0' });
  expect(of('a', 'v1.0.1')).toEqual({ module: 'b', version: 'v2.0.0' });
  expect(of('b', 'v1.0.0')).toEqual({ module: 'b', version: 'v1.0.0' });
  expect(of('d', 'v1.0.0')).toBe(undefined);
});
