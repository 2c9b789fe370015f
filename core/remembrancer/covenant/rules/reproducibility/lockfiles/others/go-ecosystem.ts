import { counted } from '../../../../../../common/counted.ts';
import type { FileText } from '../../../../file-text.ts';
import { type GoMod, readGoMod } from '../../../../manifests/go-mod.ts';
import { textLines } from '../../../../text/text-lines.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import type { Difference, Ecosystem } from '../ecosystem.ts';
import { foldersAround, inFolder, isTooDeep, nameOf } from '../paths.ts';
import { placeOf } from '../place-of.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';
import { downloaded } from './downloaded.ts';

/** From this minor version of Go 1 on, go.mod has the versions that are built with. */
const PRUNED = 17;

/** go.mod with go.sum, and with the go.work.sum of a workspace around it. */
export const goEcosystem: Ecosystem = {
  isManifest: (name) => name === 'go.mod',
  look: async ({ path, text }, files) => {
    const mod = readGoMod(text);
    const folder = folderOf(path);
    const inWorkspace = foldersAround(folder).find((each) => files.has(inFolder(each, 'go.work')));
    const local = inWorkspace === undefined ? new Set() : await modulesBelow(inWorkspace, files);
    const requires = mod.requires.filter(
      (each) => !local.has(each.module) && downloaded(mod, each) !== undefined,
    );
    const sum = inFolder(folder, 'go.sum');
    const sums = [sum, ...(inWorkspace === undefined ? [] : [inFolder(inWorkspace, 'go.work.sum')])];
    const there = sums.filter((each) => files.has(each));
    const range = placeOf(text, ['require']);
    return {
      ...(requires.length > 0 && { toLock: counted(requires.length, 'requirement') }),
      ...(range && { range }),
      lockfiles: there.slice(0, 1).map((lockfile) => ({
        path: lockfile,
        update: 'go mod tidy',
        differences: async () => missingSums({ ...mod, requires }, await digests(there, files)),
      })),
      remedy: 'Run `go mod tidy` and commit go.sum.',
    };
  },
};

/** The names of the modules in a workspace, which are built from their folders. */
async function modulesBelow(folder: string, files: RepositoryFiles): Promise<ReadonlySet<string>> {
  const workspaces = await files.once(modulesByFolder, '');
  return workspaces.get(folder) ?? new Set();
}

/** By each folder with a go.work, the names of the modules in it and below. */
async function modulesByFolder(_root: string, files: RepositoryFiles): Promise<Map<string, Set<string>>> {
  const workspaces = new Map<string, Set<string>>();
  for (const path of files.paths) {
    if (nameOf(path) !== 'go.mod' || isTooDeep(path)) continue;
    const around = foldersAround(folderOf(path)).filter((each) => files.has(inFolder(each, 'go.work')));
    if (around.length === 0) continue;
    const name = await files.made(
      path,
      MOST_BYTES.manifest,
      ({ text }) => /^module\s+(\S+)/mu.exec(text)?.[1],
    );
    if (name === undefined) continue;
    for (const folder of around) workspaces.set(folder, (workspaces.get(folder) ?? new Set()).add(name));
  }
  return workspaces;
}

/** What go.sum files have digests of. */
async function digests(paths: readonly string[], files: RepositoryFiles): Promise<Sums> {
  const all: ReadonlySet<string>[] = [];
  for (const path of paths) all.push((await files.made(path, MOST_BYTES.lines, summed)) ?? new Set());
  return { has: (what) => all.some((sums) => sums.has(what)) };
}

type Sums = Pick<ReadonlySet<string>, 'has'>;

/** The lines of a go.sum without their digests, `module version` and `module version/go.mod`, and the modules. */
function summed({ text }: FileText): Set<string> {
  const sums = new Set<string>();
  for (const { line } of textLines(text)) {
    const [module = '', version = '', digest = ''] = line.split(' ');
    if (!digest.startsWith('h1:')) continue;
    sums.add(`${module} ${version}`);
    // Whether any version of it was downloaded.
    if (!version.endsWith('/go.mod')) sums.add(module);
  }
  return sums;
}

/** Which requirements have no digest: of its go.mod each has, of the module itself each that is built with. */
function missingSums(mod: GoMod, sums: Sums): Difference[] {
  return mod.requires.flatMap((require) => {
    const { module, version } = downloaded(mod, require) ?? require;
    const isBuilt = !require.isIndirect && !sums.has(mod.minor >= PRUNED ? `${module} ${version}` : module);
    if (!isBuilt && sums.has(`${module} ${version}/go.mod`)) return [];
    const message = `${module} ${version} is required, and go.sum does not have ${isBuilt ? 'its digest' : 'the digest of its go.mod'}.`;
    return [{ message, near: ['require', require.module] }];
  });
}
