import { sha256Hex, utf8 } from '../common/bytes.ts';
import type { SpawnRequest } from './spawn-request.ts';
import type { SpawnSettings } from './spawn-settings.ts';
import { treeFile, type TreeFile } from './tree-file.ts';

/** Where a spawned repository remembers what it was made from. */
export const MANIFEST_PATH = '.vaultmesh/spawn.json';

/** `.vaultmesh/spawn.json`. */
export interface SpawnManifest {
  readonly schema: 1;
  readonly templateVersion: string;
  readonly inputs: SpawnRequest;
  readonly settings: SpawnSettings;
  /** SHA-256 in hex of every other file, by path. */
  readonly files: Readonly<Record<string, string>>;
}

export function spawnManifest(
  templateVersion: string,
  inputs: SpawnRequest,
  settings: SpawnSettings,
  files: readonly TreeFile[],
): TreeFile {
  const manifest: SpawnManifest = {
    schema: 1,
    templateVersion,
    inputs,
    settings,
    files: Object.fromEntries(files.map(({ path, content }) => [path, sha256Hex(content)])),
  };
  return treeFile(MANIFEST_PATH, utf8(`${JSON.stringify(manifest, undefined, 2)}\n`));
}
