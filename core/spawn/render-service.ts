import { readCatalog } from './catalog.ts';
import { layersOf } from './layers.ts';
import { renderLayers } from './render-layers.ts';
import { spawnManifest } from './spawn-manifest.ts';
import type { SpawnRequest } from './spawn-request.ts';
import { spawnSettings, type SpawnSettings } from './spawn-settings.ts';
import { serviceContext } from './template-context.ts';
import { byPath, type TreeFile } from './tree-file.ts';

/**
 * The whole repository of a new service, sorted by path. A pure function of the request, the settings and the
 * templates of this version: it knows neither time nor chance, so every door gives the same tree.
 *
 * Throws `usage` for settings that `spawnSettings` refuses.
 */
export function renderService(request: SpawnRequest, given: Partial<SpawnSettings>): TreeFile[] {
  const catalog = readCatalog();
  const settings = spawnSettings(given);
  const files = renderLayers(layersOf(request), serviceContext(request, settings, catalog));
  return [...files, spawnManifest(catalog.version, request, settings, files)].sort(byPath);
}
