import type { GlobSet } from '../../../../../../common/glob-set.ts';
import { namesOfGlob } from '../../../../../../common/matches-glob.ts';
import { memberOf, tableOf, textOf, textsOf } from '../../../../manifests/values.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import { memberGlobs } from '../member-globs.ts';
import { foldersAround, fromFolder, inFolder, resolvedIn } from '../paths.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';

/** A Cargo.toml with the workspace that it is in. */
export interface CargoProject {
  readonly source: unknown;
  readonly folder: string;
  /** The folder of its workspace, or its own. */
  readonly root: string;
  /** The Cargo.toml of that folder. */
  readonly rootSource: unknown;
  /** Whether it is the root, or `members` of the workspace names it. What members ask for by its path is a member too. */
  readonly isNamed: boolean;
}

/**
 * Finds the workspace of a Cargo.toml as Cargo does: the nearest around it that does not exclude it. One that is no member by
 * name and has a Cargo.lock beside it is built on its own, after it was copied elsewhere. Throws `CannotTell`.
 */
export async function cargoProject(manifest: string, files: RepositoryFiles): Promise<CargoProject> {
  const source = await files.toml(manifest, MOST_BYTES.manifest);
  const folder = folderOf(manifest);
  const own = { source, folder, root: folder, rootSource: source, isNamed: true };
  if (memberOf(source, 'workspace') !== undefined) return own;
  const named = textOf(memberOf(source, 'package', 'workspace'));
  const explicit = named === undefined ? undefined : resolvedIn(folder, named);
  for (const root of explicit === undefined ? foldersAround(folder) : [explicit]) {
    const workspace = await files.once(cargoWorkspace, root);
    if (workspace === undefined) continue;
    const { rootSource } = workspace;
    const path = fromFolder(root, folder);
    const isExcluded = foldersAround(path).some((each) => workspace.excluded.has(each));
    const isNamed = workspace.members.has(`${path}/Cargo.toml`);
    const isOnItsOwn = !isNamed && files.has(inFolder(folder, 'Cargo.lock'));
    return isExcluded || isOnItsOwn
      ? own
      : { source, folder, root, rootSource, isNamed: isNamed || explicit !== undefined };
  }
  return own;
}

async function cargoWorkspace(
  root: string,
  files: RepositoryFiles,
): Promise<
  | { readonly rootSource: unknown; readonly members: GlobSet; readonly excluded: ReadonlySet<string> }
  | undefined
> {
  const path = inFolder(root, 'Cargo.toml');
  const rootSource = await files.toml(path, MOST_BYTES.manifest);
  const workspace = memberOf(rootSource, 'workspace');
  if (workspace === undefined) return undefined;
  const members = textsOf(memberOf(workspace, 'members'));
  return {
    rootSource,
    members: memberGlobs(
      path,
      members.map((glob) => `${glob}/Cargo.toml`),
    ),
    excluded: new Set(textsOf(memberOf(workspace, 'exclude')).map((folder) => namesOfGlob(folder).join('/'))),
  };
}

/** A crate that a manifest asks for. */
export interface CargoDependency {
  /** The name that it is published by. */
  readonly name: string;
  /** The key in the manifest. */
  readonly key: string;
  readonly range?: string;
}

const KINDS = [
  'dependencies',
  'dev-dependencies',
  'build-dependencies',
  'dev_dependencies',
  'build_dependencies',
];

/** All that a package asks for, on every machine. */
export function cargoDependencies({ source, rootSource }: CargoProject): CargoDependency[] {
  const tables = [source, ...Object.values(tableOf(memberOf(source, 'target')))].flatMap((table) =>
    KINDS.map((kind) => tableOf(memberOf(table, kind))),
  );
  return tables.flatMap((table) =>
    Object.entries(table).map(([key, own]) => {
      const isInherited = memberOf(own, 'workspace') === true;
      const spec = isInherited ? memberOf(rootSource, 'workspace', 'dependencies', key) : own;
      const range = textOf(spec) ?? textOf(memberOf(spec, 'version'));
      return { key, name: textOf(memberOf(spec, 'package')) ?? key, ...(range !== undefined && { range }) };
    }),
  );
}
