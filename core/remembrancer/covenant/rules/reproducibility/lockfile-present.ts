import type { RepositoryRule } from '../../rule.ts';
import { folderOf } from '../../tree/tree-paths.ts';
import { lockedManifests } from './lockfiles/locked-manifests.ts';
import { nameOf } from './lockfiles/paths.ts';

/** VM-II-05: what asks for packages has a lockfile that says which. */
export const lockfilePresent: RepositoryRule = {
  kind: 'repository',
  id: 'VM-II-05',
  title: 'A manifest has its lockfile',
  severity: 'medium',
  // A library may well do without: who uses it has a lockfile.
  level: 'warn',
  since: 1,
  fixable: false,
  check: (context) =>
    lockedManifests(context, ({ path }, { toLock, range, lockfiles, remedy }) => {
      if (toLock === undefined || lockfiles.length > 0) return [];
      return [
        {
          ...{ path, ...(range && { range }) },
          message: `${nameOf(path)} has ${toLock} and no lockfile.`,
          remedy: placed(remedy, folderOf(path)),
        },
      ];
    }),
};

/** What to do, with where, unless it says that. */
const placed = (remedy: string, folder: string): string =>
  folder === '' || remedy.includes('` in ') || remedy.includes(') in ')
    ? remedy
    : `${remedy} Run it in ${folder}.`;
