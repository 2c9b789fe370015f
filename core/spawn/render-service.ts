import { readCatalog } from './catalog.ts';
import { layersOf } from './layers.ts';
import { loadLayer } from './load-layer.ts';
import { checkSpelling } from './overlay/check-spelling.ts';
import type { Overlay } from './overlay/overlay.ts';
import { renderLayers } from './render-layers.ts';
import { spawnManifest } from './spawn-manifest.ts';
import type { SpawnRequest } from './spawn-request.ts';
import { type GivenSettings, spawnSettings } from './spawn-settings.ts';
import { serviceContext } from './template-context.ts';
import { byPath, type TreeFile } from './tree-file.ts';

/**
 * The whole repository of a new service, sorted by path. A pure function of the request, the settings, the overlay and
 * the templates of this version: it knows neither time nor chance, so every door gives the same tree.
 *
 * Throws `usage` for settings that `spawnSettings` refuses, and for an overlay that does not fit the templates.
 */
export function renderService(request: SpawnRequest, given: GivenSettings, overlay?: Overlay): TreeFile[] {
  const catalog = readCatalog();
  const settings = spawnSettings({ ...given, deploy: { ...given.deploy, ...overlay?.deploy } });
  const layers = layersOf(request);
  const ours = layers.flatMap(loadLayer);
  const theirs = layers.flatMap((layer) => overlay?.layers.get(layer) ?? []);
  const files = renderLayers([...ours, ...theirs], serviceContext(request, settings, catalog));
  checkSpelling(files);
  const manifest = spawnManifest(catalog.version, request, settings, files, overlay?.commit);
  return [...files, manifest].sort(byPath);
}
