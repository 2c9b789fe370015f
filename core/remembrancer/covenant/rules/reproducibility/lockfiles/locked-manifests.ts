import type { CovenantContext } from '../../../covenant-context.ts';
import { failedRule } from '../../../failed-rule.ts';
import type { FileText } from '../../../file-text.ts';
import type { Found } from '../../../found.ts';
import { CannotTell } from './cannot-tell.ts';
import type { Ecosystem, Locking } from './ecosystem.ts';
import { ECOSYSTEMS } from './ecosystems.ts';
import { isSkipped } from './is-skipped.ts';
import { isTestData } from './is-test-data.ts';
import { isTooDeep, nameOf } from './paths.ts';
import { MOST_BYTES, RepositoryFiles } from './repository-files.ts';

/** Says what is wrong with one manifest and what locks it. Throws `CannotTell`. */
export type Judge = (manifest: FileText, locking: Locking) => readonly Found[] | Promise<readonly Found[]>;

/**
 * What `judge` finds in every manifest of the repository; what cannot be looked at is among it. Data of tests is passed over,
 * but for members of a workspace whose lockfile is elsewhere.
 */
export async function lockedManifests(
  context: CovenantContext,
  judge: Judge,
): Promise<readonly Found[] | { readonly notApplicable: string }> {
  const files = new RepositoryFiles(context);
  // Many files are read faster at once than one by one.
  await context.filesWhere(
    ({ path, size }) => size <= MOST_BYTES.manifest && ecosystemOf(path) !== undefined,
  );
  const found: Found[] = [];
  let isApplicable = false;
  for (const path of files.paths) {
    const ecosystem = ecosystemOf(path);
    if (ecosystem === undefined) continue;
    isApplicable = true;
    try {
      if (isTooDeep(path)) throw new CannotTell(path, 'it is in too many folders');
      const manifest = await files.read(path, MOST_BYTES.manifest);
      if (manifest === undefined) continue;
      const locking = await ecosystem.look(manifest, files);
      if (!isTestData(path) || locking.lockfiles.some((lockfile) => !isTestData(lockfile.path))) {
        found.push(...(await judge(manifest, locking)));
      }
    } catch (error) {
      if (!(error instanceof CannotTell)) {
        found.push(failedRule(error, path));
        continue;
      }
      if (isTestData(error.path)) continue;
      found.push({
        path: error.path,
        message: `${path} cannot be held against a lockfile: ${error.message}.`,
        remedy:
          'Correct it, or make it anew with the tool that writes it; where neither can be, except it with a reason.',
        cannotTell: true,
      });
    }
  }
  return isApplicable ? found : { notApplicable: 'no file of it asks for packages' };
}

const ecosystemOf = (path: string): Ecosystem | undefined =>
  isSkipped(path) ? undefined : ECOSYSTEMS.find(({ isManifest }) => isManifest(nameOf(path)));
