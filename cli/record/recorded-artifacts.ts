import { VaultMeshError } from '../../core/common/error.ts';
import { type Artifact, artifactsOfFiles } from '../../core/remembrancer/evidence/index.ts';
import type { RecordOptions } from './record-options.ts';

/** Kinds that are about files; of the others a record can be about none. */
const OF_FILES: readonly RecordOptions['kind'][] = ['release', 'decision'];

/**
 * The artifacts of a record: the files at `paths`, and images by their digests. Throws `usage` for an image that is not
 * named so, and for a release or a decision of nothing.
 */
export async function recordedArtifacts(
  paths: readonly string[],
  { kind, image = [] }: Pick<RecordOptions, 'kind' | 'image'>,
): Promise<Artifact[]> {
  const images = image.map(imageOf);
  if (paths.length + images.length === 0 && OF_FILES.includes(kind)) {
    throw new VaultMeshError('usage', `There is nothing to record as a ${kind}; name a file, or an --image.`);
  }
  return paths.length === 0 ? images : [...(await artifactsOfFiles(paths)), ...images];
}

function imageOf(text: string): Artifact {
  const [, name, sha256] = /^([^@]+)@sha256:([0-9a-f]{64})$/u.exec(text) ?? [];
  if (name !== undefined && sha256 !== undefined) return { subject: { name, sha256 } };
  throw new VaultMeshError(
    'usage',
    `--image takes NAME@sha256:DIGEST, such as ghcr.io/acme/app@sha256:2c…, not "${text}".`,
  );
}
