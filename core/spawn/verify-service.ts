import { lstat, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fromUtf8, sha256Hex } from '../common/bytes.ts';
import { VaultMeshError } from '../common/error.ts';
import { readCatalog } from './catalog.ts';
import { readOverlay } from './overlay/read-overlay.ts';
import { renderService } from './render-service.ts';
import { runGitBytes } from './run-git.ts';
import { MANIFEST_PATH, parseManifest, type SpawnManifest } from './spawn-manifest.ts';

/** What became of a file since it was spawned. */
export type FileState = 'untouched' | 'modified' | 'added' | 'missing';

export interface ServiceCheck {
  /** Sorted by path; the manifest itself is not among them. */
  readonly files: readonly { readonly path: string; readonly state: FileState }[];
  /**
   * Whether the manifest is what these templates make of its inputs, or why that is unknown: it was made by templates of
   * another version, or with an overlay that was not given.
   */
  readonly manifest: 'reproduced' | 'different' | 'other-version' | 'needs-overlay';
  readonly templateVersion: string;
}

/**
 * Holds the files of a spawned repository, as they are in its work tree, against its `.vaultmesh/spawn.json`. What git
 * ignores is no file of the repository. `platform` is a clone of the platform repository, for the overlay that it names.
 *
 * Throws `not-found` when `directory` is no git repository or has no manifest, `verification-failed` when that cannot be read,
 * and what `readOverlay` throws.
 */
export async function verifyService(directory: string, platform?: string): Promise<ServiceCheck> {
  const text = await readManifest(directory);
  const manifest = parseManifest(text);
  const present = new Set(await listFiles(directory));
  const paths = [...new Set([...present, ...Object.keys(manifest.files)])].sort();
  const files = await Promise.all(
    paths
      .filter((path) => path !== MANIFEST_PATH)
      .map(async (path) => ({ path, state: await stateOf(directory, path, manifest, present) })),
  );
  const { templateVersion } = manifest;
  return { files, manifest: await reproduce(manifest, text, platform), templateVersion };
}

async function readManifest(directory: string): Promise<string> {
  try {
    return fromUtf8(await readFile(join(directory, MANIFEST_PATH)));
  } catch (error) {
    const message = `"${directory}" has no ${MANIFEST_PATH}. Name the folder of a spawned repository.`;
    throw new VaultMeshError('not-found', message, { cause: error });
  }
}

async function listFiles(directory: string): Promise<string[]> {
  try {
    const listed = await runGitBytes(directory, [
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
      '--deduplicate',
    ]);
    return listed
      .toString('utf8')
      .split('\0')
      .filter((path) => path !== '');
  } catch (error) {
    if (error instanceof VaultMeshError) throw error;
    const message = `"${directory}" is no git repository. Clone it instead of copying its files.`;
    throw new VaultMeshError('not-found', message, { cause: error });
  }
}

async function stateOf(
  directory: string,
  path: string,
  { files }: SpawnManifest,
  present: ReadonlySet<string>,
): Promise<FileState> {
  const spawned = Object.hasOwn(files, path) ? files[path] : undefined;
  if (!present.has(path)) return 'missing';
  if (spawned === undefined) return 'added';
  try {
    const file = join(directory, path);
    // Below a link to a folder there is nothing of this repository, as git sees it.
    if ((await realpath(dirname(file))) !== join(await realpath(directory), dirname(path))) return 'missing';
    // A link to the same bytes is not the file that was spawned.
    if (!(await lstat(file)).isFile()) return 'modified';
    return sha256Hex(await readFile(file)) === spawned ? 'untouched' : 'modified';
  } catch {
    // Git still lists a file that was removed from the work tree.
    return 'missing';
  }
}

async function reproduce(
  { inputs, settings, templateVersion, overlay }: SpawnManifest,
  text: string,
  platform: string | undefined,
): Promise<ServiceCheck['manifest']> {
  if (templateVersion !== readCatalog().version) return 'other-version';
  if (overlay !== undefined && platform === undefined) return 'needs-overlay';
  const given =
    overlay === undefined || platform === undefined ? undefined : await readOverlay(platform, overlay.commit);
  const pristine = renderService(inputs, settings, given).find(({ path }) => path === MANIFEST_PATH);
  return pristine !== undefined && fromUtf8(pristine.content) === text ? 'reproduced' : 'different';
}
