import { VaultMeshError } from '../../../core/common/error.ts';
import type { GitHubClient } from '../../../core/remembrancer/ledger/index.ts';

/** The REST API, where releases are. */
type RestClient = Pick<GitHubClient, 'request'>;

/** A file to attach to a release. */
export interface Asset {
  readonly name: string;
  readonly content: Blob;
  /** Hex. Given for what was signed: the release must hold this and nothing else under the name. */
  readonly sha256?: string;
}

/** The members that are used of a release, as GitHub's REST API gives it. */
interface Release {
  readonly id: number;
  readonly tag_name: string;
  readonly draft: boolean;
  readonly html_url: string;
  readonly upload_url: string;
  readonly assets: readonly ReleasedAsset[];
}

interface ReleasedAsset {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  /** `sha256:…`; older servers do not tell it. */
  readonly digest?: string | null;
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

const PER_PAGE = 100;
const MOST_PAGES = 10;

/**
 * Attaches to the release of a tag those `assets` that it lacks, by name, and publishes it last, because an immutable
 * release takes no late assets. A draft is made when the tag has no release yet.
 *
 * Throws `conflict` for a signed file in whose place the release has another one: its proof would not fit.
 */
export async function attachAssets(
  client: RestClient,
  assets: readonly Asset[],
  { owner, repository, tag, commit, releaseId, publish }: ReleaseOptions,
): Promise<AttachedAssets> {
  const path = `/repos/${owner}/${repository}/releases`;
  const release =
    (await findRelease(client, path, tag, releaseId)) ?? (await draftRelease(client, path, tag, commit));
  const uploaded: string[] = [];
  for (const asset of assets) {
    const present = release.assets.find(({ name }) => name === asset.name);
    if (present?.state === 'uploaded') {
      refuseOther(present, asset, tag);
      continue;
    }
    // An upload that broke off leaves a name behind that refuses the next one.
    if (present !== undefined) await client.request(`DELETE ${path}/assets/{id}`, { id: present.id });
    if (await upload(client, release, asset)) uploaded.push(asset.name);
  }
  if (!publish || !release.draft) return { url: release.html_url, uploaded, published: !release.draft };
  const { data } = await client.request(`PATCH ${path}/{id}`, { id: release.id, draft: false });
  return { url: (data as Release).html_url, uploaded, published: true };
}

function refuseOther({ digest }: ReleasedAsset, { name, sha256 }: Asset, tag: string): void {
  if (!digest || sha256 === undefined || digest === `sha256:${sha256}`) return;
  throw new VaultMeshError(
    'conflict',
    `The release ${tag} has another file as ${name} than the one that was recorded; delete that asset and run the job again.`,
  );
}

/** A draft has no address by tag, so where its id is not known the newest releases are looked through. */
async function findRelease(
  client: RestClient,
  path: string,
  tag: string,
  id: number | null | undefined,
): Promise<Release | undefined> {
  if (id === null) return undefined;
  if (id !== undefined) return (await client.request(`GET ${path}/{id}`, { id })).data as Release;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await client.request(`GET ${path}`, { per_page: PER_PAGE, page });
    const releases = data as readonly Release[];
    const found = releases.find(({ tag_name }) => tag_name === tag);
    if (found !== undefined || releases.length < PER_PAGE) return found;
  }
  return undefined;
}

async function draftRelease(client: RestClient, path: string, tag: string, commit: string): Promise<Release> {
  const { data } = await client.request(`POST ${path}`, {
    tag_name: tag,
    target_commitish: commit,
    name: tag,
    draft: true,
  });
  return data as Release;
}

/** Whether the release did not have the asset yet. GitHub gives files with unusual names another one, and finds it here. */
async function upload(client: RestClient, release: Release, { name, content }: Asset): Promise<boolean> {
  try {
    await client.request(`POST ${release.upload_url}`, {
      name,
      data: content,
      headers: { 'content-type': 'application/octet-stream', 'content-length': content.size },
    });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  const { status, response } = error as { status?: number; response?: { data?: { errors?: unknown } } };
  return status === 422 && JSON.stringify(response?.data?.errors ?? []).includes('already_exists');
}
