import { sha256Hex } from '../../../core/common/bytes.ts';
import {
  artifactsOfFiles,
  bytesContent,
  type ArtifactContent,
  type Subject,
} from '../../../core/remembrancer/evidence/index.ts';
import type { Receipt } from '../../../core/remembrancer/receipt/index.ts';
import { isNamed } from '../../common/src/release.ts';
import type { Releases } from './releases.ts';
import { tagOfRecord } from './update-releases.ts';

/** What is signed from a release is held in memory; larger artifacts are given as files. */
const MAX_DOWNLOAD_BYTES = 512 * 1024 * 1024;

/**
 * A finder of the bytes of artifacts: among the files at `paths`, else among the assets of the record's release. What it
 * finds has the digest that was recorded; it gives `undefined` when there is none.
 */
export async function contentFinder(
  paths: readonly string[],
  releases: Releases,
): Promise<(receipt: Receipt, subject: Subject) => Promise<ArtifactContent | undefined>> {
  const artifacts = paths.length > 0 ? await artifactsOfFiles(paths) : [];
  return async (receipt, { name, sha256 }) => {
    const file = artifacts.find(({ subject }) => subject.sha256 === sha256);
    if (file !== undefined) return file.content;
    const tag = tagOfRecord({ receipt });
    const release = tag === undefined ? undefined : await releases.find(tag);
    const asset = release?.assets.find(
      (each) => each.digest === `sha256:${sha256}` || (isNamed(each, name) && !each.digest),
    );
    if (asset === undefined || asset.size > MAX_DOWNLOAD_BYTES) return undefined;
    const bytes = await releases.download(asset);
    return sha256Hex(bytes) === sha256 ? bytesContent(bytes) : undefined;
  };
}
