import manifest from '../package.json' with { type: 'json' };

/** The oldest Node.js that VaultMesh runs on, as `major.minor`: the first version of `engines` in package.json. */
export const oldestNode = (): string => /\d+\.\d+/u.exec(manifest.engines.node)?.[0] ?? '';

/** Whether `version`, as `process.versions.node` has it, is older than that. */
export function isOldNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode().split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

export const NODE_REMEDY =
  'Install Node.js 24 from https://nodejs.org, or add actions/setup-node with node-version 24.';
