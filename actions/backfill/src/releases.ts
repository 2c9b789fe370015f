import { VaultMeshError } from '../../../core/common/error.ts';
import type { GitHubClient } from '../../../core/remembrancer/ledger/index.ts';

/** The members that are used of a release, as GitHub's REST API gives it. */
export interface Release {
  readonly id: number;
  readonly tag_name: string;
  readonly upload_url: string;
  /** Its files stay as they are. Absent on servers that do not know the like. */
  readonly immutable?: boolean;
  readonly assets: readonly ReleasedAsset[];
}

export interface ReleasedAsset {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly state: string;
  /** `sha256:…`; older servers do not tell it. */
  readonly digest?: string | null;
}

/** The releases of one repository. */
export interface Releases {
  /** The release of a tag, drafts too; `undefined` when there is none. */
  find(tag: string): Promise<Release | undefined>;
  download(asset: ReleasedAsset): Promise<Uint8Array>;
  /** Puts a file in the place of those with its name. */
  replace(release: Release, name: string, content: Uint8Array): Promise<void>;
}

const PER_PAGE = 100;
const MOST_PAGES = 100;

/** The releases of `owner/repository`, listed once and when they are asked for. */
export function releasesOf(
  client: Pick<GitHubClient, 'request'>,
  { owner, repository }: { readonly owner: string; readonly repository: string },
): Releases {
  const path = `/repos/${owner}/${repository}/releases`;
  const list = async (): Promise<Map<string, Release>> => {
    const byTag = new Map<string, Release>();
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { data } = await client.request(`GET ${path}`, { per_page: PER_PAGE, page });
      const releases = data as readonly Release[];
      for (const release of releases) {
        if (!byTag.has(release.tag_name)) byTag.set(release.tag_name, release);
      }
      if (releases.length < PER_PAGE) break;
    }
    return byTag;
  };
  let listed: Promise<Map<string, Release>> | undefined;
  return {
    find: async (tag) => (await (listed ??= list())).get(tag),
    download: async ({ id, name, size }) => {
      const headers = { accept: 'application/octet-stream' };
      const { data } = await client.request(`GET ${path}/assets/{id}`, { id, headers });
      // Octokit gives an answer that breaks off as an empty one.
      if (data instanceof ArrayBuffer && data.byteLength === size) return new Uint8Array(data);
      throw new VaultMeshError('network', `GitHub did not give the content of ${name}.`);
    },
    replace: async (release, name, content) => {
      for (const asset of release.assets.filter((each) => each.name === name)) {
        await client.request(`DELETE ${path}/assets/{id}`, { id: asset.id });
      }
      await client.request(`POST ${release.upload_url}`, {
        name,
        data: new Blob([new Uint8Array(content)]),
        headers: { 'content-type': 'application/octet-stream', 'content-length': content.length },
      });
    },
  };
}
