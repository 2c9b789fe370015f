import { canonicalJsonBytes } from '../common/canonical-json.ts';
import { sha256Hex } from '../common/bytes.ts';
import { readCatalog } from './catalog.ts';
import type { Overlay } from './overlay/overlay.ts';
import { renderService } from './render-service.ts';
import type { SpawnRequest } from './spawn-request.ts';
import { type GivenSettings, spawnSettings } from './spawn-settings.ts';
import type { TreeFile } from './tree-file.ts';
import { treeId } from './tree-id.ts';

/** What a spawn would make, before anything is made. */
export interface SpawnPlan {
  /** SHA-256 in hex over everything that decides what is made: inputs, settings, template version, overlay and tree. */
  readonly hash: string;
  /** The commit of the organisation's overlay; absent without one. */
  readonly overlay?: string;
  /** The git tree id of `files`. */
  readonly tree: string;
  readonly files: readonly TreeFile[];
}

/**
 * The plan of a request that the policy allows. The same request has the same plan at every door that has the same
 * settings, and another plan has another hash.
 *
 * Throws what `renderService` throws.
 */
export function planSpawn(request: SpawnRequest, given: GivenSettings, overlay?: Overlay): SpawnPlan {
  const settings = spawnSettings(given);
  const files = renderService(request, settings, overlay);
  const tree = treeId(files);
  const decided = {
    schema: 1,
    templateVersion: readCatalog().version,
    inputs: { ...request },
    settings: { ...settings, deploy: { ...settings.deploy } },
    ...(overlay && { overlay: overlay.commit }),
    tree,
  };
  return {
    hash: sha256Hex(canonicalJsonBytes(decided)),
    ...(overlay && { overlay: overlay.commit }),
    tree,
    files,
  };
}
