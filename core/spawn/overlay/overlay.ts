import type { LayerFile } from '../load-layer.ts';
import type { RequestDefaults } from '../spawn-request.ts';
import type { DeploySettings } from '../spawn-settings.ts';

/** The folder of an organisation's platform repository that lies over the templates. */
export const OVERLAY_FOLDER = '.github/vaultmesh';

/** What an organisation lays over the templates, checked: of one commit of its platform repository. */
export interface Overlay {
  /** The newest commit that changed the folder, 40 hex digits. */
  readonly commit: string;
  /** What a request means that does not say it. */
  readonly defaults: RequestDefaults;
  readonly deploy: Partial<DeploySettings>;
  /** Its files, by the layer that they lie over: `shared/base`. */
  readonly layers: ReadonlyMap<string, readonly LayerFile[]>;
}
