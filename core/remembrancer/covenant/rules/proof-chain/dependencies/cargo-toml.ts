import type { Declared, ManifestReader } from './declared.ts';
import { linesByWord } from './lines-by-word.ts';
import { entriesOf, tomlValue, valueAt } from './table.ts';

/** What a package, a workspace and the targets of a package depend on. */
export const cargoToml: ManifestReader = (text) => {
  const manifest = tomlValue(text);
  if (manifest === undefined) return undefined;
  const place = linesByWord(text);
  return [
    valueAt(manifest, 'dependencies'),
    valueAt(manifest, 'workspace', 'dependencies'),
    ...entriesOf(valueAt(manifest, 'target')).map(([, target]) => valueAt(target, 'dependencies')),
  ]
    .flatMap(entriesOf)
    .flatMap(([name, wanted]): Declared[] => {
      const version = typeof wanted === 'string' ? wanted : valueAt(wanted, 'version');
      return typeof version === 'string' ? [{ name, version, at: place(name) }] : [];
    });
};
