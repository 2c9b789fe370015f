import { memberOf, tableOf, textsOf } from '../../../manifests/values.ts';
import type { Declared, ManifestReader } from './declared.ts';
import { linesByWord } from './lines-by-word.ts';
import { tomlValue } from './toml-value.ts';

/** What the standard table `project` declares, and what Poetry's does. All spellings of a name are one (PEP 503). */
export const pyprojectToml: ManifestReader = (text) => {
  const manifest = tomlValue(text);
  if (manifest === undefined) return undefined;
  const place = linesByWord(text);
  const requirements = textsOf(memberOf(manifest, 'project', 'dependencies')).map(requirement);
  const poetry = Object.entries(tableOf(memberOf(manifest, 'tool', 'poetry', 'dependencies'))).flatMap(
    ([name, wanted]) => {
      const version = typeof wanted === 'string' ? wanted : memberOf(wanted, 'version');
      return typeof version === 'string' && name !== 'python' ? [{ name, version }] : [];
    },
  );
  return [...requirements, ...poetry].map(({ name, version }): Declared => ({
    name: name.toLowerCase().replace(/[-_.]+/g, '-'),
    version,
    at: place(name),
  }));
};

/** `uvicorn[standard]>=0.30,<1; python_version > "3.9"` (PEP 508). */
function requirement(text: string): { readonly name: string; readonly version: string } {
  const [, name = '', version = ''] = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\]\s*)?([^;]*)/.exec(text) ?? [];
  return { name, version };
}
