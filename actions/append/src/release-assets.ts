import { VaultMeshError } from '../../../core/common/error.ts';
import {
  digestOfAsset,
  downloadAsset,
  isNamed,
  publishedRelease,
  releaseOfTag,
  releasesPath,
  uploadAsset,
  type Release,
  type ReleasedAsset,
  type RestClient,
} from '../../common/src/release.ts';

/** A file to attach to a release, which must hold this and nothing else under the name. */
export interface Asset {
  readonly name: string;
  readonly content: Blob;
  /** Hex. */
  readonly sha256: string;
  /** Whether other content does as well: a proof of the same record, made at another time. */
  readonly accepts?: (content: Uint8Array) => boolean;
}

export interface ReleaseOptions {
  readonly owner: string;
  readonly repository: string;
  readonly tag: string;
  /** Where GitHub makes the tag when the release is published and there is none. */
  readonly commit: string;
  /** The release of the tag, when its id is known; `null` when it is known that there is none. */
  readonly releaseId?: number | null | undefined;
  /** Publish the release when it is a draft and everything is attached. */
  readonly publish: boolean;
}

/** What was done to the release. */
export interface AttachedAssets {
  readonly url: string;
  readonly uploaded: readonly string[];
  readonly published: boolean;
}

/**
 * Attaches to the release of a tag those `assets` that it lacks, and publishes it last, because an immutable release takes
 * no late assets. A draft is made when the tag has no release yet.
 *
 * Throws `conflict` for a file in whose place the release has another one: a signed file's proof would not fit it.
 */
export async function attachAssets(
  client: RestClient,
  assets: readonly Asset[],
  options: ReleaseOptions,
): Promise<AttachedAssets> {
  const path = releasesPath(options);
  const release = (await findRelease(client, path, options)) ?? (await draftRelease(client, path, options));
  const uploaded: string[] = [];
  for (const asset of assets) {
    if (await attach(client, path, release, asset)) uploaded.push(asset.name);
  }
  if (!options.publish || !release.draft) {
    return { url: release.html_url, uploaded, published: !release.draft };
  }
  const { data } = await client.request(`PATCH ${path}/{id}`, { id: release.id, draft: false });
  return { url: (data as Release).html_url, uploaded, published: true };
}

/** Whether the release did not have the asset yet. Throws `conflict` when it has another one under the name. */
async function attach(client: RestClient, path: string, release: Release, asset: Asset): Promise<boolean> {
  const present = namedLike(release, asset);
  if (present?.state === 'uploaded') {
    await refuseOther(client, path, present, asset);
    return false;
  }
  // An upload that broke off leaves a name behind that refuses the next one.
  if (present !== undefined) await client.request(`DELETE ${path}/assets/{id}`, { id: present.id });
  try {
    await uploadAsset(client, release, asset.name, asset.content);
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
  // Somebody was faster, or GitHub gave one of our files this name: what stands there decides.
  const now = (await client.request(`GET ${path}/{id}`, { id: release.id })).data as Release;
  const taken = namedLike(now, asset);
  if (taken?.state !== 'uploaded') throw conflict(asset);
  await refuseOther(client, path, taken, asset);
  return false;
}

const namedLike = ({ assets }: Release, { name }: Asset): ReleasedAsset | undefined =>
  assets.find((present) => isNamed(present, name));

async function refuseOther(
  client: RestClient,
  path: string,
  present: ReleasedAsset,
  asset: Asset,
): Promise<void> {
  if ((await digestOfAsset(client, path, present)) === asset.sha256) return;
  if (asset.accepts?.(await downloadAsset(client, path, present)) === true) return;
  throw conflict(asset);
}

const conflict = ({ name }: Asset): VaultMeshError =>
  new VaultMeshError(
    'conflict',
    `The release has another file as ${name} than the one that was recorded; delete that asset and run the job again.`,
  );

/** The id that is known may be that of a draft beside the published release; one that is to be published is meant itself. */
async function findRelease(
  client: RestClient,
  path: string,
  { tag, releaseId: id, publish }: ReleaseOptions,
): Promise<Release | undefined> {
  if (id === null) return undefined;
  if (id === undefined) return releaseOfTag(client, path, tag);
  const known = (await client.request(`GET ${path}/{id}`, { id })).data as Release;
  if (!known.draft || publish) return known;
  return (await publishedRelease(client, path, tag)) ?? known;
}

async function draftRelease(
  client: RestClient,
  path: string,
  { tag, commit }: ReleaseOptions,
): Promise<Release> {
  const { data } = await client.request(`POST ${path}`, {
    tag_name: tag,
    target_commitish: commit,
    name: tag,
    draft: true,
  });
  return data as Release;
}

function isTaken(error: unknown): boolean {
  const { status, response } = error as { status?: number; response?: { data?: { errors?: unknown } } };
  return status === 422 && JSON.stringify(response?.data?.errors ?? []).includes('already_exists');
}
