import { VaultMeshError } from '../common/error.ts';

/** What an installation decides for every repository that it spawns. */
export interface SpawnSettings {
  /** Where GitHub's pages are: `https://github.com`, without a slash at the end. */
  readonly serverUrl: string;
  /** The record Action with its ref: `vaultmesh/record@v1`, or a full commit SHA. */
  readonly recordAction: string;
  /** Whether releases are signed with Sigstore (never those of private repositories). */
  readonly sigstore: boolean;
  /** The organisation's repository that holds the decisions. */
  readonly platform: string;
}

const DEFAULTS: SpawnSettings = {
  serverUrl: 'https://github.com',
  recordAction: 'vaultmesh/record@v1',
  sigstore: true,
  platform: 'platform',
};

/**
 * Settings with defaults filled in.
 *
 * Throws `usage` for an address that is not http(s) or has a path, and for an Action or repository that GitHub
 * could not have.
 */
export function spawnSettings(given: Partial<SpawnSettings> = {}): SpawnSettings {
  const settings = { ...DEFAULTS, ...given };
  if (!/^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/.test(settings.serverUrl)) {
    throw new VaultMeshError(
      'usage',
      `The server address "${settings.serverUrl}" must be a scheme and a host, as in https://github.com.`,
    );
  }
  if (!/^[A-Za-z0-9-]+(\/[A-Za-z0-9._-]+)+@[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(settings.recordAction)) {
    throw new VaultMeshError(
      'usage',
      `The record Action "${settings.recordAction}" must be owner/repository@ref, as in vaultmesh/record@v1.`,
    );
  }
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(settings.platform) || /^\.{1,2}$/.test(settings.platform)) {
    throw new VaultMeshError(
      'usage',
      `The platform repository "${settings.platform}" must be a repository name.`,
    );
  }
  return settings;
}
