import { counted } from '../../../../../../common/counted.ts';
import { listOf, memberOf, textMembers, textOf } from '../../../../manifests/values.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import { CannotTell } from '../cannot-tell.ts';
import type { Difference, Ecosystem } from '../ecosystem.ts';
import { inFolder } from '../paths.ts';
import { placeOf } from '../place-of.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';
import { composerHash } from './composer-hash.ts';

/** What is not a package: PHP itself, its extensions and libraries, and the interfaces of Composer. */
const PLATFORM = /^(?:php(?:-\w+)?|hhvm|composer(?:-\w+-api)?|(?:ext|lib)-.*)$/u;

/** composer.json with composer.lock. */
export const composerEcosystem: Ecosystem = {
  isManifest: (name) => name === 'composer.json',
  look: async ({ path, text }, files) => {
    const source = await files.json(path, MOST_BYTES.manifest);
    const names = ['require', 'require-dev'].flatMap((section) => packagesIn(source, section));
    const lock = inFolder(folderOf(path), 'composer.lock');
    const range = placeOf(text, ['"require']);
    return {
      ...(names.length > 0 && { toLock: counted(names.length, 'requirement') }),
      ...(range && { range }),
      lockfiles: files.has(lock)
        ? [
            {
              path: lock,
              update: 'composer update --lock',
              differences: () => differences(source, lock, files),
            },
          ]
        : [],
      remedy: 'Run `composer update` and commit composer.lock.',
    };
  },
};

const packagesIn = (source: unknown, section: string): string[] =>
  [...textMembers(memberOf(source, section)).keys()].filter((name) => !PLATFORM.test(name));

async function differences(source: unknown, path: string, files: RepositoryFiles): Promise<Difference[]> {
  const lock = await files.json(path);
  const recorded = textOf(memberOf(lock, 'content-hash'));
  if (recorded === undefined) throw new CannotTell(path, `${path} has no content-hash`);
  const hash = composerHash(source);
  if (hash === undefined)
    throw new CannotTell(
      path,
      `what ${path} was made of has a value that PHP writes in its own way, or is nested too deeply`,
    );
  if (hash === recorded) return [];
  const locked = lockedNames(lock);
  const missing = ['require', 'require-dev'].flatMap((section) =>
    packagesIn(source, section)
      .filter((name) => !locked.has(name.toLowerCase()))
      .map((name) => ({
        message: `${name} is in ${section}, and composer.lock has no version of it.`,
        near: [`"${section}"`, `"${name}"`],
      })),
  );
  const changed = 'What the manifest asks for has changed since composer.lock was made.';
  return missing.length > 0 ? missing : [{ message: changed }];
}

/** The packages that are locked, and those that they provide, in small letters: names are the same in any case. */
const lockedNames = (lock: unknown): ReadonlySet<string> =>
  new Set(
    ['packages', 'packages-dev']
      .flatMap((key) => listOf(memberOf(lock, key)))
      .flatMap((each) => [
        textOf(memberOf(each, 'name')) ?? '',
        ...['provide', 'replace'].flatMap((key) => [...textMembers(memberOf(each, key)).keys()]),
      ])
      .map((name) => name.toLowerCase()),
  );
