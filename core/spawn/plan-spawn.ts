import { canonicalJsonBytes } from '../common/canonical-json.ts';
import { sha256Hex } from '../common/bytes.ts';
import { readCatalog } from './catalog.ts';
import { renderService } from './render-service.ts';
import type { SpawnRequest } from './spawn-request.ts';
import { spawnSettings, type SpawnSettings } from './spawn-settings.ts';
import type { TreeFile } from './tree-file.ts';
import { treeId } from './tree-id.ts';

/** What a spawn would make, before anything is made. */
export interface SpawnPlan {
  /** SHA-256 in hex over everything that decides what is made: inputs, settings, template version and tree. */
  readonly hash: string;
  /** The git tree id of `files`. */
  readonly tree: string;
  readonly files: readonly TreeFile[];
}

/**
 * The plan of a request that the policy allows. The same request has the same plan at every door that has the same
 * settings, and another plan has another hash.
 *
 * Throws `usage` for settings that `spawnSettings` refuses.
 */
export function planSpawn(request: SpawnRequest, given: Partial<SpawnSettings>): SpawnPlan {
  const settings = spawnSettings(given);
  const files = renderService(request, settings);
  const tree = treeId(files);
  const decided = {
    schema: 1,
    templateVersion: readCatalog().version,
    inputs: { ...request },
    settings: { ...settings },
    tree,
  };
  return { hash: sha256Hex(canonicalJsonBytes(decided)), tree, files };
}
