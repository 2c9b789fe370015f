import type { MemoryRecord } from './memory-record.ts';

/** What a deployment is found by: one of the log, or one that is about to become its entry `index`. */
type Deployment = Pick<MemoryRecord, 'index' | 'component' | 'version' | 'subjects'>;

/**
 * Finds the release that a deployment is of: the newest before it with one of its artifacts or, for a deployment that
 * names no artifact, the newest before it of its component and version.
 */
export function releaseFinder(
  records: readonly MemoryRecord[],
): (deployment: Deployment) => MemoryRecord | undefined {
  const releases = records.filter(({ kind }) => kind === 'release');
  const byArtifact = Map.groupBy(
    releases.flatMap((release) => release.subjects.map(({ sha256 }) => ({ sha256, release }))),
    ({ sha256 }) => sha256,
  );
  const byVersion = Map.groupBy(releases, versionKey);
  return (deployment) => {
    const candidates =
      deployment.subjects.length > 0
        ? deployment.subjects
            .flatMap(({ sha256 }) => byArtifact.get(sha256) ?? [])
            .map(({ release }) => release)
        : (byVersion.get(versionKey(deployment)) ?? []);
    return candidates
      .filter(({ index }) => index < deployment.index)
      .toSorted((a, b) => a.index - b.index)
      .at(-1);
  };
}

const versionKey = ({ component, version }: Pick<MemoryRecord, 'component' | 'version'>): string =>
  JSON.stringify([component, version]);
