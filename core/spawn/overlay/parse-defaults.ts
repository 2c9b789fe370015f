import { fromUtf8 } from '../../common/bytes.ts';
import { asVaultMeshError } from '../../common/error.ts';
import { schemaCheck } from '../../common/json-schema.ts';
import { refuseNewer } from '../../common/refuse-newer.ts';
import type { Catalog } from '../catalog.ts';
import { parseSpawnRequest, type RequestDefaults } from '../spawn-request.ts';
import { type DeploySettings, spawnSettings } from '../spawn-settings.ts';
import { overlayRefusal } from './overlay-refusal.ts';
import schema from './spawn-defaults.schema.json' with { type: 'json' };

/** What `spawn.yml` says. */
interface Document {
  readonly version: 1;
  readonly defaults?: RequestDefaults;
  readonly deploy?: Partial<DeploySettings>;
}

const check = schemaCheck(schema);

/**
 * The defaults in `content`, the `spawn.yml` of an overlay; none when there is no such file.
 *
 * Throws `usage` for what is no such document or no request could ask for, `incomplete` for one of a later version.
 */
export async function parseDefaults(
  content: Uint8Array | undefined,
  catalog: Catalog,
): Promise<{ defaults: RequestDefaults; deploy: Partial<DeploySettings> }> {
  if (content === undefined) return { defaults: {}, deploy: {} };
  const document = await readYaml(content);
  refuseNewer('spawn.yml', document, 1, ({ version }: { version?: unknown }) => version);
  const problem = check(document);
  if (problem !== undefined) throw overlayRefusal(`spawn.yml: ${problem}.`);
  const { defaults = {}, deploy = {} } = document as Document;
  try {
    // What no request could ask for is no default.
    parseSpawnRequest({ name: 'my-service', owner: 'acme', ...defaults }, {}, catalog);
    spawnSettings({ deploy });
  } catch (error) {
    throw overlayRefusal(`spawn.yml: ${asVaultMeshError(error).message}`);
  }
  return { defaults, deploy };
}

async function readYaml(content: Uint8Array): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(fromUtf8(content)) as unknown;
  } catch (error) {
    throw overlayRefusal(`spawn.yml is not YAML: ${asVaultMeshError(error).message.split('\n')[0] ?? ''}`);
  }
}
