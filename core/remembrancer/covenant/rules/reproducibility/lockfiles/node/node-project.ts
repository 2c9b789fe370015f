import type { FileText } from '../../../../file-text.ts';
import { matchesGlob } from '../../../../../../common/matches-glob.ts';
import { foldersAround, folderOf, fromFolder, inFolder } from '../paths.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';
import { listOf, memberOf, textOf, textsOf } from '../values.ts';

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
    const globs = await workspaceGlobs(root, files);
    const path = fromFolder(root, folder);
    if (isMember(path, globs)) return { manifest, source, root, path };
  }
  return { manifest, source, root: folder, path: '' };
}

/** The globs of the members of a workspace; none in a folder that is none. Throws `CannotTell`. */
export async function workspaceGlobs(root: string, files: RepositoryFiles): Promise<readonly string[]> {
  const pnpm = await files.made(inFolder(root, 'pnpm-workspace.yaml'), MOST_BYTES.manifest, pnpmGlobs);
  const workspaces = memberOf(
    await files.json(inFolder(root, 'package.json'), MOST_BYTES.manifest),
    'workspaces',
  );
  const npm = listOf(workspaces).length > 0 ? workspaces : memberOf(workspaces, 'packages');
  return [...(pnpm ?? []), ...textsOf(npm)];
}

/** Whether a folder is meant by globs of which `!` takes away. What we cannot read of a glob counts as `*`. */
export function isMember(path: string, globs: readonly string[]): boolean {
  const isMeant = (glob: string): boolean =>
    matchesGlob(`${simpler(glob).replace(/\/+$/u, '')}/package.json`, `${path}/package.json`);
  return (
    globs.some((glob) => !glob.startsWith('!') && isMeant(glob)) &&
    !globs.some((glob) => glob.startsWith('!') && isMeant(glob.slice(1)))
  );
}

const simpler = (glob: string): string => glob.replace(/[{[(][^{}[\]()]{0,200}[}\])]/gu, '*');

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
