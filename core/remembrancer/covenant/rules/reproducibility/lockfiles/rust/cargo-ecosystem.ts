import { counted } from '../../../../../../common/counted.ts';
import { listOf, memberOf, tableOf } from '../../../../manifests/values.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { inFolder } from '../paths.ts';
import { placeOf } from '../place-of.ts';
import type { RepositoryFiles } from '../repository-files.ts';
import { cargoDifferences } from './cargo-lock.ts';
import { cargoDependencies, cargoProject, type CargoProject } from './cargo-project.ts';

/** Cargo.toml with Cargo.lock, which a library on its own need not have. */
export const cargoEcosystem: Ecosystem = {
  isManifest: (name) => name === 'Cargo.toml',
  look: async (manifest, files) => {
    const project = await cargoProject(manifest.path, files);
    const path = inFolder(project.root, 'Cargo.lock');
    const range = placeOf(manifest.text, ['dependencies']);
    const toLock = whatToLock(project, files);
    return {
      ...(toLock !== undefined && { toLock }),
      ...(range && { range }),
      lockfiles: files.has(path)
        ? [
            {
              path,
              update: 'cargo update --workspace',
              differences: () => cargoDifferences(project, path, files),
            },
          ]
        : [],
      remedy: 'Run `cargo generate-lockfile` and commit Cargo.lock.',
    };
  },
};

/** A workspace is told of once, at its root. */
function whatToLock(project: CargoProject, files: RepositoryFiles): string | undefined {
  if (project.root !== project.folder) return undefined;
  const { source } = project;
  const count = cargoDependencies(project).length;
  const shared = Object.keys(tableOf(memberOf(source, 'workspace', 'dependencies'))).length;
  if (memberOf(source, 'workspace') !== undefined && count + shared > 0)
    return 'a workspace with dependencies';
  return count > 0 && isProgram(project, files) ? counted(count, 'dependency', 'dependencies') : undefined;
}

function isProgram({ source, folder }: CargoProject, files: RepositoryFiles): boolean {
  return (
    listOf(memberOf(source, 'bin')).length > 0 ||
    files.has(inFolder(folder, 'src/main.rs')) ||
    files.hasFolder(inFolder(folder, 'src/bin'))
  );
}
