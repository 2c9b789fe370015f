import type { FileText } from '../../../../file-text.ts';
import type { GlobSet } from '../../../../../../common/glob-set.ts';
import { memberOf, textOf, textsOf } from '../../../../manifests/values.ts';
import { folderOf } from '../../../../tree/tree-paths.ts';
import { memberGlobs } from '../member-globs.ts';
import { foldersAround, fromFolder, inFolder } from '../paths.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';

/** A manifest with the folder whose lockfile serves it. */
export interface NodeProject {
  readonly manifest: FileText;
  /** The manifest as it is parsed. */
  readonly source: unknown;
  /** The folder of the workspace that it is a member of, or its own. */
  readonly root: string;
  /** Its folder from there, `''` for the root itself. */
  readonly path: string;
}

/** Finds the workspace of a package.json, by `workspaces` and pnpm-workspace.yaml around it. Throws `CannotTell`. */
export async function nodeProject(manifest: FileText, files: RepositoryFiles): Promise<NodeProject> {
  const source = await files.json(manifest.path, MOST_BYTES.manifest);
  const folder = folderOf(manifest.path);
  for (const root of foldersAround(folder).slice(1)) {
    const path = fromFolder(root, folder);
    if ((await nodeWorkspace(root, files))?.has(path) === true) return { manifest, source, root, path };
  }
  return { manifest, source, root: folder, path: '' };
}

/** The folders of the members of a workspace, from its root. */
export interface NodeWorkspace {
  readonly has: (folder: string) => boolean;
}

/** The workspace that a folder is the root of; `undefined` when it is none. Throws `CannotTell`. */
export const nodeWorkspace = (root: string, files: RepositoryFiles): Promise<NodeWorkspace | undefined> =>
  files.once(readWorkspace, root);

async function readWorkspace(root: string, files: RepositoryFiles): Promise<NodeWorkspace | undefined> {
  const globs = await workspaceGlobs(root, files);
  if (globs.length === 0) return undefined;
  const path = inFolder(root, 'package.json');
  const of = (some: readonly string[]): GlobSet =>
    memberGlobs(
      path,
      some.map((glob) => `${simpler(glob)}/package.json`),
    );
  const members = of(globs.filter((glob) => !glob.startsWith('!')));
  // `!` takes away.
  const others = of(globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1)));
  return {
    has: (folder) => members.has(`${folder}/package.json`) && !others.has(`${folder}/package.json`),
  };
}

async function workspaceGlobs(root: string, files: RepositoryFiles): Promise<readonly string[]> {
  const pnpm = await files.made(inFolder(root, 'pnpm-workspace.yaml'), MOST_BYTES.manifest, pnpmGlobs);
  const workspaces = memberOf(
    await files.json(inFolder(root, 'package.json'), MOST_BYTES.manifest),
    'workspaces',
  );
  return [...(pnpm ?? []), ...textsOf(workspaces), ...textsOf(memberOf(workspaces, 'packages'))];
}

/** A glob in which what we cannot read counts as `*`: `{a,b}`, `[ab]`, `!(a)`. */
const simpler = (glob: string): string => glob.replace(/(?:[{[]|[!@+*?]?\()[^{}[\]()]{0,200}[}\])]/gu, '*');

/** The globs of a pnpm-workspace.yaml; none of one that cannot be read, whose lockfile then has to be beside the manifest. */
function pnpmGlobs({ yaml }: FileText): string[] {
  if ('unreadable' in yaml) return [];
  const [document] = yaml.documents;
  if (document?.kind !== 'map') return [];
  const packages = document.entries.find(({ key }) => key === 'packages')?.value;
  if (packages?.kind !== 'list') return [];
  return packages.items.flatMap((item) => (item.kind === 'scalar' ? [item.value] : []));
}

/** The name that a manifest gives its package. */
export const packageName = ({ source }: NodeProject): string | undefined => textOf(memberOf(source, 'name'));
