import { sha256Hex } from '../../../core/common/bytes.ts';
import type { Hub } from '../hub.ts';
import type { Release, ReleaseAsset } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';
import { fullName } from '../state/repository.ts';
import { nodeId } from './node-id.ts';
import { repositoryPage, repositoryUrl } from './repository-urls.ts';
import { renderUser } from './user.ts';

export function renderAsset(hub: Hub, repository: Repository, release: Release, asset: ReleaseAsset) {
  const page = repositoryPage(hub, repository);
  return {
    url: `${repositoryUrl(hub, repository)}/releases/assets/${asset.id}`,
    browser_download_url: `${page}/releases/download/${encodeURIComponent(release.tag)}/${encodeURIComponent(asset.name)}`,
    id: asset.id,
    node_id: nodeId('ReleaseAsset', asset.id),
    name: asset.name,
    label: asset.label,
    state: 'uploaded' as const,
    content_type: asset.contentType,
    size: asset.content.length,
    download_count: asset.downloads,
    created_at: asset.createdAt,
    updated_at: asset.updatedAt,
    uploader: renderUser(hub, asset.uploader),
    digest: `sha256:${sha256Hex(asset.content)}`,
  };
}

export function renderRelease(hub: Hub, repository: Repository, release: Release) {
  const api = repositoryUrl(hub, repository);
  const page = repositoryPage(hub, repository);
  const url = `${api}/releases/${release.id}`;
  const tag = encodeURIComponent(release.tag);
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${hub.addresses.uploads}/repos/${fullName(repository)}/releases/${release.id}/assets{?name,label}`,
    html_url: `${page}/releases/tag/${release.draft ? `untagged-${release.id}` : tag}`,
    id: release.id,
    author: renderUser(hub, release.author),
    node_id: nodeId('Release', release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    immutable: release.immutable,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    updated_at: release.updatedAt,
    published_at: release.publishedAt,
    assets: release.assets.map((asset) => renderAsset(hub, repository, release, asset)),
    tarball_url: release.draft ? null : `${api}/tarball/${tag}`,
    zipball_url: release.draft ? null : `${api}/zipball/${tag}`,
    body: release.body,
  };
}
