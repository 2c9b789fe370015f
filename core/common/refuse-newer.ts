import { VaultMeshError } from './error.ts';

/**
 * Throws `incomplete` when `value`, a parsed document called `name`, states a version above `reads`: what a later
 * VaultMesh wrote is neither valid nor invalid to this one. `versionOf` gives what the document states, of any type.
 */
export function refuseNewer(
  name: string,
  value: unknown,
  reads: number,
  versionOf: (document: object) => unknown = ({ v }: { v?: unknown }) => v,
): void {
  if (typeof value !== 'object' || value === null) return;
  const version = versionOf(value);
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version <= reads) return;
  throw new VaultMeshError(
    'incomplete',
    `${name} has version ${version} of its format, and this VaultMesh reads up to version ${reads}; update VaultMesh.`,
  );
}
