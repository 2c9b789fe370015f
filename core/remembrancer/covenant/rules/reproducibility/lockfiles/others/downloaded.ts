import type { GoMod, GoRequire } from '../../../../manifests/go-mod.ts';

type Version = Pick<GoRequire, 'module' | 'version'>;

/** What has to have digests for a requirement; `undefined` where a folder stands for it. */
export function downloaded({ replaces }: GoMod, { module, version }: Version): Version | undefined {
  const replaced = replaces.get(`${module} ${version}`) ?? replaces.get(module);
  if (replaced === undefined) return { module, version };
  return replaced.version === undefined ? undefined : { module: replaced.module, version: replaced.version };
}
