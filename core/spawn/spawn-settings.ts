import { VaultMeshError } from '../common/error.ts';

/** What an installation decides for every repository that it spawns. */
export interface SpawnSettings {
  /** Where GitHub's pages are: `https://github.com`, without a slash at the end. */
  readonly serverUrl: string;
  /** The record Action with its ref: `vaultmesh/record@v1`, or a full commit SHA. */
  readonly recordAction: string;
  /** The organisation's repository that holds the decisions. */
  readonly platform: string;
  readonly deploy: DeploySettings;
}

/** How a service is deployed that does not say it itself. */
export interface DeploySettings {
  /** Between how many pods the autoscaler chooses. */
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** Two, so that one is left when a node is drained. */
const FEWEST_REPLICAS = 2;
const MOST_REPLICAS = 1000;

const DEFAULTS: SpawnSettings = {
  serverUrl: 'https://github.com',
  recordAction: 'vaultmesh/record@v1',
  platform: 'platform',
  deploy: { minReplicas: 2, maxReplicas: 10 },
};

/** Settings of which any may be missing. */
export type GivenSettings = Partial<Omit<SpawnSettings, 'deploy'>> & {
  readonly deploy?: Partial<DeploySettings>;
};

/**
 * Settings with defaults filled in.
 *
 * Throws `usage` for an address that is not http(s) or has a path, for an Action or repository that GitHub could not
 * have, and for replicas that are no range.
 */
export function spawnSettings(given: GivenSettings = {}): SpawnSettings {
  const settings = { ...DEFAULTS, ...given, deploy: { ...DEFAULTS.deploy, ...given.deploy } };
  if (
    !/^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/.test(settings.serverUrl) ||
    !URL.canParse(settings.serverUrl)
  ) {
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
      `The platform repository "${settings.platform}" must be the name of a repository, as in platform.`,
    );
  }
  const { minReplicas, maxReplicas } = settings.deploy;
  const counts = [FEWEST_REPLICAS, minReplicas, maxReplicas, MOST_REPLICAS];
  if (!counts.every((count, i) => Number.isInteger(count) && count >= (counts[i - 1] ?? 0))) {
    throw new VaultMeshError(
      'usage',
      `The replicas must be ${FEWEST_REPLICAS} <= minReplicas <= maxReplicas <= ${MOST_REPLICAS}, not ${minReplicas} and ${maxReplicas}.`,
    );
  }
  return settings;
}
