import { sha256Hex, utf8 } from '../common/bytes.ts';
import { VaultMeshError } from '../common/error.ts';
import { parseSpawnRequest, type SpawnRequest } from './spawn-request.ts';
import { type GivenSettings, spawnSettings, type SpawnSettings } from './spawn-settings.ts';
import { treeFile, type TreeFile } from './tree-file.ts';

/** Where a spawned repository remembers what it was made from. */
export const MANIFEST_PATH = '.vaultmesh/spawn.json';

/** `.vaultmesh/spawn.json`. */
export interface SpawnManifest {
  readonly schema: 1;
  readonly templateVersion: string;
  readonly inputs: SpawnRequest;
  readonly settings: SpawnSettings;
  /** What the organisation laid over the templates; absent where it had nothing. */
  readonly overlay?: { readonly commit: string };
  /** SHA-256 in hex of every other file, by path. */
  readonly files: Readonly<Record<string, string>>;
}

export function spawnManifest(
  templateVersion: string,
  inputs: SpawnRequest,
  settings: SpawnSettings,
  files: readonly TreeFile[],
  overlayCommit?: string,
): TreeFile {
  const manifest: SpawnManifest = {
    schema: 1,
    templateVersion,
    inputs,
    settings,
    ...(overlayCommit !== undefined && { overlay: { commit: overlayCommit } }),
    files: Object.fromEntries(files.map(({ path, content }) => [path, sha256Hex(content)])),
  };
  return treeFile(MANIFEST_PATH, utf8(`${JSON.stringify(manifest, undefined, 2)}\n`));
}

/** The manifest in `text`. Throws `verification-failed` when it is none, or one of a later schema. */
export function parseManifest(text: string): SpawnManifest {
  const value = readJson(text);
  if (!isObject(value) || value['schema'] !== 1) throw unreadable('its "schema" is not 1');
  const { templateVersion, inputs, settings, overlay, files } = value;
  const readable = typeof templateVersion === 'string' && isSettings(settings) && isHashes(files);
  if (!readable || (overlay !== undefined && !isOverlay(overlay))) {
    throw unreadable('a field is missing or of the wrong type');
  }
  return {
    schema: 1,
    templateVersion,
    inputs: parseInputs(inputs),
    settings: spawnSettings(settings),
    ...(overlay !== undefined && { overlay: { commit: overlay.commit } }),
    files,
  };
}

function parseInputs(inputs: unknown): SpawnRequest {
  try {
    return parseSpawnRequest(inputs);
  } catch (error) {
    if (!(error instanceof VaultMeshError)) throw error;
    throw unreadable(`of its "inputs", ${error.message.replace(/\.$/, '')}`, error);
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unreadable('it is no JSON', error);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Settings as the templates of any version wrote them; what is missing has a default. */
function isSettings(value: unknown): value is GivenSettings {
  if (!isObject(value)) return false;
  const { serverUrl = '', recordAction = '', platform = '', deploy = {} } = value;
  const texts = [serverUrl, recordAction, platform];
  return texts.every((text) => typeof text === 'string') && isObject(deploy);
}

function isOverlay(value: unknown): value is { commit: string } {
  return isObject(value) && typeof value['commit'] === 'string' && /^[0-9a-f]{40}$/.test(value['commit']);
}

function isHashes(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((hash) => /^[0-9a-f]{64}$/.test(String(hash)));
}

function unreadable(reason: string, cause?: unknown): VaultMeshError {
  const remedy = 'Take it from the first commit of the branch vaultmesh/template, or use a newer vaultmesh.';
  return new VaultMeshError('verification-failed', `${MANIFEST_PATH} cannot be read: ${reason}. ${remedy}`, {
    cause,
  });
}
