import { VaultMeshError } from '../../core/common/error.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { found } from '../../core/github/status.ts';
import { isNoRef } from './commit-of.ts';

/** A file of a release, as GitHub tells it. */
export interface ReleasedFile {
  readonly id: number;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** `sha256:…`; older servers do not tell it. */
  readonly digest?: string | null;
}

export interface Release {
  readonly tag: string;
  readonly files: readonly ReleasedFile[];
}

/** A published release as it is now. */
export interface FoundRelease extends Release {
  /** Whether its files stay as they are. Older servers do not know the like. */
  readonly isImmutable: boolean;
  /** The names of those whose upload has not ended, or broke off. */
  readonly unfinished: readonly string[];
}

export interface ReleaseReader {
  readonly rest: {
    readonly repos: {
      readonly getReleaseByTag: (parameters: RepositoryName & { tag: string }) => Promise<{
        data: { tag_name: string; immutable?: boolean; assets: (ReleasedFile & { state: string })[] };
      }>;
      readonly listReleases: (
        parameters: RepositoryName & { per_page: number },
      ) => Promise<{ data: { tag_name: string; draft: boolean }[] }>;
      readonly getReleaseAsset: (
        parameters: RepositoryName & {
          asset_id: number;
          headers: { accept: string };
          request: { signal: AbortSignal };
        },
      ) => Promise<{ data: unknown }>;
    };
  };
}

/** The published release of a tag with the files that were uploaded whole, or `undefined`. */
export async function releaseOfTag(
  client: ReleaseReader,
  repository: RepositoryName,
  tag: string,
): Promise<FoundRelease | undefined> {
  if (isNoRef(tag)) return undefined;
  const answer = await found(client.rest.repos.getReleaseByTag({ ...repository, tag }));
  if (answer === undefined) return undefined;
  const { tag_name, immutable, assets } = answer.data;
  const { uploaded = [], others = [] } = Object.groupBy(assets, ({ state }) =>
    state === 'uploaded' ? 'uploaded' : 'others',
  );
  const unfinished = others.map(({ name }) => name);
  return { tag: tag_name, files: uploaded, isImmutable: immutable === true, unfinished };
}

/** The tags of the newest published releases. */
export async function newestReleases(client: ReleaseReader, repository: RepositoryName): Promise<string[]> {
  const { data } = await client.rest.repos.listReleases({ ...repository, per_page: 30 });
  return data.filter(({ draft }) => !draft).map(({ tag_name }) => tag_name);
}

/** The content of a file of a release. Throws `network` when GitHub gives another one than it told, or none in time. */
export async function contentOfFile(
  client: ReleaseReader,
  repository: RepositoryName,
  { id, size }: ReleasedFile,
): Promise<Uint8Array> {
  const { data } = await client.rest.repos.getReleaseAsset({
    ...repository,
    asset_id: id,
    headers: { accept: 'application/octet-stream' },
    request: { signal: AbortSignal.timeout(TIMEOUT) },
  });
  if (data instanceof ArrayBuffer && data.byteLength === size) return new Uint8Array(data);
  throw new VaultMeshError('network', `GitHub did not give the whole content of the release's file ${id}.`);
}

/** In ms. */
const TIMEOUT = 30_000;
