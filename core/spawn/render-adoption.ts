import { utf8 } from '../common/bytes.ts';
import type { Overlay } from './overlay/overlay.ts';
import { loadLayer } from './load-layer.ts';
import { renderLayers } from './render-layers.ts';
import { renderService } from './render-service.ts';
import type { SpawnRequest } from './spawn-request.ts';
import { type GivenSettings, spawnSettings } from './spawn-settings.ts';
import { settingsContext } from './template-context.ts';
import { treeFile, type TreeFile } from './tree-file.ts';

/** What a repository that exists can take over, and where its files are. A folder ends with `/`. */
const PLACES = {
  ci: ['.github/workflows/ci.yml', '.github/dependabot.yml', 'Makefile', 'Dockerfile', '.dockerignore'],
  kubernetes: ['deploy/', '.github/workflows/deploy.yml'],
  monitoring: ['monitoring/', 'docs/operations.md'],
  covenant: ['.github/workflows/covenant.yml', '.github/vaultmesh.yml'],
} as const;

export const ADOPTABLE = ['ci', 'kubernetes', 'monitoring', 'covenant', 'ledger'] as const;
export type AdoptablePart = (typeof ADOPTABLE)[number];

/** The parts whose files name the service and fit its language. */
export const isAboutService = (part: AdoptablePart): boolean => part !== 'covenant' && part !== 'ledger';

const CI = '.github/workflows/ci.yml';

/**
 * The files of one part, as the repository of `request` would have them. The record workflow is that of any repository,
 * and with it comes the softest configuration that it keeps. The workflow `ci` has no job for manifests and alerts, which other parts bring.
 *
 * Throws as `renderService` does.
 */
export function renderAdoption(
  part: AdoptablePart,
  request: SpawnRequest,
  settings: GivenSettings,
  overlay?: Overlay,
): TreeFile[] {
  if (part === 'ledger') {
    return renderLayers(
      ['record', 'onboarding'].flatMap(loadLayer),
      settingsContext(spawnSettings(settings)),
    );
  }
  const places: readonly string[] = PLACES[part];
  return renderService(request, settings, overlay)
    .filter(({ path }) =>
      places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place))),
    )
    .map((file) => (file.path === CI ? withoutOperations(file) : file));
}

/** The job stands last, with an empty line before it. */
function withoutOperations({ path, content }: TreeFile): TreeFile {
  const text = Buffer.from(content).toString();
  const at = text.indexOf('\n\n  operations:\n');
  return treeFile(path, utf8(at < 0 ? text : `${text.slice(0, at)}\n`));
}
