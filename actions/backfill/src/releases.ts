import {
  downloadAsset,
  isNamed,
  listReleases,
  releasesPath,
  uploadAsset,
  type Release,
  type ReleasedAsset,
  type RestClient,
} from '../../common/src/release.ts';

/** The releases of one repository. */
export interface Releases {
  /** The release of a tag; a draft where none is published; `undefined` when there is none. */
  find(tag: string): Promise<Release | undefined>;
  download(asset: ReleasedAsset): Promise<Uint8Array>;
  /**
   * Puts what `make` gives for the asset `name`, if there is one, in its place. It is there until the new one is: that is
   * uploaded under a temporary name, the old one deleted, and the new one renamed. A run that broke off is gone on with.
   */
  replace(
    release: Release,
    name: string,
    make: (old: ReleasedAsset | undefined) => Promise<Uint8Array>,
  ): Promise<void>;
}

const TEMPORARY = '.vaultmesh-new';

/** Whether an asset is the new file of a `replace` that broke off. */
export const isTemporary = ({ name }: Pick<ReleasedAsset, 'name'>): boolean => name.endsWith(TEMPORARY);

/** The releases of `owner/repository`, listed once and when they are asked for. */
export function releasesOf(
  client: RestClient,
  repository: { readonly owner: string; readonly repository: string },
): Releases {
  const path = releasesPath(repository);
  const list = async (): Promise<Map<string, Release>> => {
    const byTag = new Map<string, Release>();
    for await (const release of listReleases(client, path)) {
      const known = byTag.get(release.tag_name);
      if (known === undefined || (known.draft && !release.draft)) byTag.set(release.tag_name, release);
    }
    return byTag;
  };
  const remove = ({ id }: ReleasedAsset): Promise<unknown> =>
    client.request(`DELETE ${path}/assets/{id}`, { id });
  const rename = ({ id }: ReleasedAsset, name: string): Promise<unknown> =>
    client.request(`PATCH ${path}/assets/{id}`, { id, name });
  /** The asset `name`, also where an earlier run broke off. */
  const settle = async (release: Release, name: string): Promise<ReleasedAsset | undefined> => {
    const [present, fresh] = [name, `${name}${TEMPORARY}`].map((each) =>
      release.assets.find((asset) => isNamed(asset, each)),
    );
    if (present?.state === 'uploaded') {
      if (fresh !== undefined) await remove(fresh);
      return present;
    }
    // An upload that broke off leaves a name behind that refuses the next one.
    if (present !== undefined) await remove(present);
    if (fresh?.state === 'uploaded') await rename(fresh, name);
    else if (fresh !== undefined) await remove(fresh);
    return fresh?.state === 'uploaded' ? fresh : undefined;
  };
  let listed: Promise<Map<string, Release>> | undefined;
  return {
    find: async (tag) => (await (listed ??= list())).get(tag),
    download: (asset) => downloadAsset(client, path, asset),
    replace: async (release, name, make) => {
      const old = await settle(release, name);
      const file = new Blob([new Uint8Array(await make(old))]);
      if (old === undefined) {
        await uploadAsset(client, release, name, file);
        return;
      }
      const fresh = await uploadAsset(client, release, `${name}${TEMPORARY}`, file);
      await remove(old);
      await rename(fresh, name);
    },
  };
}
