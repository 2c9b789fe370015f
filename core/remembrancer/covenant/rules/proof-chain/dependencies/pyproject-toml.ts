import type { Declared, ManifestReader } from './declared.ts';
import { linesByWord } from './lines-by-word.ts';
import { entriesOf, tomlValue, valueAt } from './table.ts';

/** What the standard table `project` declares, and what Poetry's does. All spellings of a name are one (PEP 503). */
export const pyprojectToml: ManifestReader = (text) => {
  const manifest = tomlValue(text);
  if (manifest === undefined) return undefined;
  const place = linesByWord(text);
  const listed = valueAt(manifest, 'project', 'dependencies');
  const requirements = (Array.isArray(listed) ? listed : [])
    .filter((each: unknown) => typeof each === 'string')
    .map(requirement);
  const poetry = entriesOf(valueAt(manifest, 'tool', 'poetry', 'dependencies')).flatMap(([name, wanted]) => {
    const version = typeof wanted === 'string' ? wanted : valueAt(wanted, 'version');
    return typeof version === 'string' && name !== 'python' ? [{ name, version }] : [];
  });
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
