import { counted } from '../../../../../../common/counted.ts';
import { memberOf } from '../../../../manifests/values.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import type { Ecosystem, Lockfile } from '../ecosystem.ts';
import { inFolder, nameOf } from '../paths.ts';
import { placeOf } from '../place-of.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';
import { poetryDifferences } from './poetry-lock.ts';
import { countDependencies, pythonProject, type PythonProject } from './python-project.ts';
import { requirementsFile } from './requirements-file.ts';
import { uvDifferences } from './uv-lock.ts';

/** Lockfiles that do not say of which manifest they were made, or by a digest that only the tool can make. */
const OTHERS = ['pdm.lock', 'pixi.lock', 'Pipfile.lock', 'conda-lock.yml'];
const PYLOCK = /^pylock(?:\.[^.]+)?\.toml$/u;
const REQUIREMENTS = /^(?:requirements.*\.(?:txt|lock)|constraints.*\.txt)$/u;

/** pyproject.toml with what uv, Poetry, PDM and pip lock it by. */
export const pyprojectEcosystem: Ecosystem = {
  isManifest: (name) => name === 'pyproject.toml',
  look: async (manifest, files) => {
    const project = await pythonProject(manifest.path, files);
    const count = countDependencies(project.source);
    const isWorkspace = memberOf(project.source, 'tool', 'uv', 'workspace', 'members') !== undefined;
    const range = placeOf(manifest.text, ['dependencies']);
    return {
      ...(count > 0 && project.path === '' && { toLock: counted(count, 'dependency', 'dependencies') }),
      ...(count === 0 && isWorkspace && { toLock: 'the packages of a workspace' }),
      ...(range && { range }),
      lockfiles: [
        ...toolLockfiles(project, manifest.path, files),
        ...(await otherLockfiles(project.root, files)),
      ],
      remedy: 'Run `uv lock` (or `poetry lock`, `pdm lock`) and commit the lockfile.',
    };
  },
};

function toolLockfiles(project: PythonProject, manifest: string, files: RepositoryFiles): Lockfile[] {
  const uv = inFolder(project.root, 'uv.lock');
  const poetry = inFolder(folderOf(manifest), 'poetry.lock');
  return [
    { path: uv, update: 'uv lock', differences: () => uvDifferences(project, uv, files) },
    { path: poetry, update: 'poetry lock', differences: () => poetryDifferences(project, poetry, files) },
  ].filter(({ path }) => files.has(path));
}

/** Whether a name is that of a lockfile that needs no look into it. */
export const isOtherTools = (name: string): boolean => OTHERS.includes(name) || PYLOCK.test(name);

/** The first lockfile of a folder that is not held against the manifest: one of another tool, or pip's with digests. */
const otherLockfiles = (folder: string, files: RepositoryFiles): Promise<readonly Lockfile[]> =>
  files.once(otherLockfile, folder);

async function otherLockfile(folder: string, files: RepositoryFiles): Promise<readonly Lockfile[]> {
  for (const path of [...files.in(folder), ...files.in(inFolder(folder, 'requirements'))]) {
    const name = nameOf(path);
    const isLock =
      isOtherTools(name) ||
      ((REQUIREMENTS.test(name) || folderOf(path) !== folder) && (await isLocked(path, files)));
    if (isLock) return [{ path, update: 'pip-compile --generate-hashes' }];
  }
  return [];
}

/** Whether each requirement of a file of pip has an exact version and a digest; not so where there is none. */
export async function isLocked(path: string, files: RepositoryFiles): Promise<boolean> {
  if (!/\.(?:txt|lock)$/u.test(path)) return false;
  const read = await files.made(path, MOST_BYTES.json, ({ text }) => requirementsFile(text));
  return read !== undefined && read.count > 0 && read.open === undefined;
}
