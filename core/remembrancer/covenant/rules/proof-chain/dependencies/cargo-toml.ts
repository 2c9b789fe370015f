import { memberOf, tableOf } from '../../../manifests/values.ts';
import type { Declared, ManifestReader } from './declared.ts';
import { linesByWord } from './lines-by-word.ts';
import { tomlValue } from './toml-value.ts';

/** What a package, a workspace and the targets of a package depend on. */
export const cargoToml: ManifestReader = (text) => {
  const manifest = tomlValue(text);
  if (manifest === undefined) return undefined;
  const place = linesByWord(text);
  return [
    memberOf(manifest, 'dependencies'),
    memberOf(manifest, 'workspace', 'dependencies'),
    ...Object.values(tableOf(memberOf(manifest, 'target'))).map((target) => memberOf(target, 'dependencies')),
  ]
    .flatMap((dependencies) => Object.entries(tableOf(dependencies)))
    .flatMap(([name, wanted]): Declared[] => {
      const version = typeof wanted === 'string' ? wanted : memberOf(wanted, 'version');
      return typeof version === 'string' ? [{ name, version, at: place(name) }] : [];
    });
};
