import { type ChangeFinder, newestChange } from '../../core/github/newest-change.ts';
import { type FolderReader, readFolder } from '../../core/github/read-folder.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import {
  checkAmount,
  OVERLAY_FOLDER,
  type Overlay,
  parseOverlay,
  readCatalog,
} from '../../core/spawn/index.ts';

export type OverlayReader = ChangeFinder & FolderReader;

/**
 * What the organisation lays over the templates, from the default branch of its platform repository; `undefined` where
 * there is nothing.
 *
 * Throws `usage` for what cannot be used, with the file and the remedy.
 */
export async function fetchOverlay(
  client: OverlayReader,
  platform: RepositoryName,
): Promise<Overlay | undefined> {
  const commit = await newestChange(client, platform, OVERLAY_FOLDER);
  if (commit === undefined) return undefined;
  const [parent = '', name = ''] = OVERLAY_FOLDER.split('/');
  const entries = (await readFolder(client, platform, [parent, name], commit)) ?? [];
  checkAmount(entries);
  const files = entries.map(async ({ path, mode, content }) => ({ path, mode, content: await content() }));
  return parseOverlay(commit, await Promise.all(files), readCatalog());
}
