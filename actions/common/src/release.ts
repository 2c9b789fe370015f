import { sha256Hex } from '../../../core/common/bytes.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { found } from '../../../core/github/status.ts';
import type { GitHubClient } from '../../../core/remembrancer/ledger/index.ts';

/** The REST API, where releases are. */
export type RestClient = Pick<GitHubClient, 'request'>;

/** The members that are used of a release, as GitHub's REST API gives it. */
export interface Release {
  readonly id: number;
  readonly tag_name: string;
  readonly draft: boolean;
  /** RFC 3339 in UTC; `null` for a draft. Absent where it is not asked for. */
  readonly published_at?: string | null;
  readonly html_url: string;
  readonly upload_url: string;
  /** Its files stay as they are. Absent on servers that do not know the like. */
  readonly immutable?: boolean;
  readonly assets: readonly ReleasedAsset[];
}

export interface ReleasedAsset {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  /** `uploaded`, or `starter` for an upload that broke off, whose name stays taken. */
  readonly state: string;
  /** `sha256:…`; older servers do not tell it. */
  readonly digest?: string | null;
}

/** The path of the releases of a repository. */
export const releasesPath = (run: { readonly owner: string; readonly repository: string }): string =>
  `/repos/${run.owner}/${run.repository}/releases`;

/** Whether an asset is the one uploaded as `name`: GitHub puts a dot for what it does not take, such as a blank. */
export const isNamed = (asset: Pick<ReleasedAsset, 'name'>, name: string): boolean =>
  asset.name === name || asset.name === name.replaceAll(/[^\w.-]+/gu, '.');

const PER_PAGE = 100;
/** GitHub lists no more than 10,000 releases. */
const MOST_PAGES = 100;

/** The releases at `path`, drafts too, the newest first. */
export async function* listReleases(client: RestClient, path: string): AsyncGenerator<Release> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await client.request(`GET ${path}`, { per_page: PER_PAGE, page });
    const releases = data as readonly Release[];
    yield* releases;
    if (releases.length < PER_PAGE) return;
  }
}

/** The release of a tag, unless it is a draft: those have no address by the tag that they will have. */
export async function publishedRelease(
  client: RestClient,
  path: string,
  tag: string,
): Promise<Release | undefined> {
  const answer = await found(client.request(`GET ${path}/tags/{tag}`, { tag }));
  return answer?.data as Release | undefined;
}

/** The release of a tag; a draft, of which a tag may have any number, only where none is published. */
export async function releaseOfTag(
  client: RestClient,
  path: string,
  tag: string,
): Promise<Release | undefined> {
  const published = await publishedRelease(client, path, tag);
  if (published !== undefined) return published;
  for await (const release of listReleases(client, path)) if (release.tag_name === tag) return release;
  return undefined;
}

/** The content of an asset. Throws `network` when GitHub gives something else, or less. */
export async function downloadAsset(
  client: RestClient,
  path: string,
  { id, name, size }: ReleasedAsset,
): Promise<Uint8Array> {
  const headers = { accept: 'application/octet-stream' };
  const { data } = await client.request(`GET ${path}/assets/{id}`, { id, headers });
  if (data instanceof ArrayBuffer && data.byteLength === size) return new Uint8Array(data);
  throw new VaultMeshError('network', `GitHub did not give the whole content of ${name}; run the job again.`);
}

/** The SHA-256 of an asset in hex; of the content where the server does not tell it. */
export async function digestOfAsset(client: RestClient, path: string, asset: ReleasedAsset): Promise<string> {
  const told = /^sha256:([0-9a-f]{64})$/.exec(asset.digest ?? '')?.[1];
  return told ?? sha256Hex(await downloadAsset(client, path, asset));
}

/** Attaches a file to a release, and gives what GitHub made of it. */
export async function uploadAsset(
  client: RestClient,
  { upload_url }: Pick<Release, 'upload_url'>,
  name: string,
  content: Blob,
): Promise<ReleasedAsset> {
  const { data } = await client.request(`POST ${upload_url}`, {
    name,
    data: content,
    headers: { 'content-type': 'application/octet-stream', 'content-length': content.size },
  });
  return data as ReleasedAsset;
}
