import { VaultMeshError } from '../common/error.ts';
import { readCatalog } from './catalog.ts';
import { loadLayer } from './load-layer.ts';
import { renderLayers } from './render-layers.ts';
import type { SpawnRequest } from './spawn-request.ts';
import { type GivenSettings, spawnSettings } from './spawn-settings.ts';
import { serviceContext } from './template-context.ts';
import type { TreeFile } from './tree-file.ts';
import { Unescaped } from './unescaped.ts';

/** What a decision says beyond the request. */
export interface DecisionFacts {
  /** The day of the proposal in UTC: `2026-11-20`. */
  readonly date: string;
  /** The git tree id of the rendered service. */
  readonly tree: string;
  /** Of the templates that it was rendered from. */
  readonly templateVersion: string;
  /** Where it was asked for: the URL of a comment. */
  readonly source: string;
}

/**
 * The architecture decision record (MADR 4, status `proposed`) that a spawn proposes to the platform repository:
 * `docs/adr/spawn-<name>.md`.
 *
 * Throws `usage` when the date is not a day or the tree is not an id.
 */
export function renderDecision(request: SpawnRequest, given: GivenSettings, facts: DecisionFacts): TreeFile {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(facts.date) || !/^[0-9a-f]{40}$/.test(facts.tree)) {
    throw new VaultMeshError(
      'usage',
      'A decision needs a date such as 2026-11-20 and the 40 hex digits of a tree.',
    );
  }
  const context = {
    ...serviceContext(request, spawnSettings(given), readCatalog()),
    date: facts.date,
    tree: facts.tree,
    templateVersion: facts.templateVersion,
    source: new Unescaped(facts.source),
  };
  const file = renderLayers(loadLayer('decision'), context)[0];
  if (file === undefined)
    throw new VaultMeshError('internal', 'The folder templates/decision has no template.');
  return { ...file, path: `docs/adr/spawn-${request.name}.md` };
}
