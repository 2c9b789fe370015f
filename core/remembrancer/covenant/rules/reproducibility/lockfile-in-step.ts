import type { FileText } from '../../file-text.ts';
import type { Found } from '../../found.ts';
import type { RepositoryRule } from '../../rule.ts';
import { folderOf } from '../../tree/tree-paths.ts';
import type { Difference, Lockfile } from './lockfiles/ecosystem.ts';
import { lockedManifests } from './lockfiles/locked-manifests.ts';
import { placeOf } from './lockfiles/place-of.ts';

/** How many differences of one manifest are told one by one: each costs a search through its text. */
const MOST_TOLD = 20;

/** VM-II-06: what a lockfile has recorded of its manifest is what the manifest says now. */
export const lockfileInStep: RepositoryRule = {
  kind: 'repository',
  id: 'VM-II-06',
  title: 'A lockfile is in step with its manifest',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: false,
  check: (context) =>
    lockedManifests(context, async (manifest, { lockfiles }) => {
      const found: Found[] = [];
      for (const lockfile of lockfiles) {
        found.push(...told(manifest, lockfile, (await lockfile.differences?.()) ?? []));
      }
      return found;
    }),
};

function told(manifest: FileText, { path, update }: Lockfile, differences: readonly Difference[]): Found[] {
  const folder = folderOf(path);
  const remedy = `Run \`${update}\`${folder === '' ? '' : ` in ${folder}`} and commit ${path}.`;
  const found = differences.slice(0, MOST_TOLD).map(({ message, near }): Found => {
    const range = near && placeOf(manifest.text, near);
    return { path: manifest.path, ...(range && { range }), message, remedy };
  });
  const left = differences.length - found.length;
  if (left === 0) return found;
  return [...found, { path: manifest.path, message: `${path} differs in ${left} more places.`, remedy }];
}
