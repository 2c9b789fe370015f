import { loadLayer } from './load-layer.ts';
import { renderLayers } from './render-layers.ts';
import { type GivenSettings, spawnSettings } from './spawn-settings.ts';
import { settingsContext } from './template-context.ts';
import type { TreeFile } from './tree-file.ts';

/**
 * The files that make a repository the organisation's platform repository: the record workflow and the settings.
 *
 * Throws `usage` for settings that `spawnSettings` refuses.
 */
export function renderOnboarding(given: GivenSettings): TreeFile[] {
  return renderLayers(['record', 'platform'].flatMap(loadLayer), settingsContext(spawnSettings(given)));
}
