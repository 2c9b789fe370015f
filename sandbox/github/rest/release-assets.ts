import { formatTime } from '../../../core/common/clock.ts';
import { ApiError, invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { paginate } from '../http/paginate.ts';
import { bytes, created, noContent, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { renderAsset } from '../render/release.ts';
import type { Release, ReleaseAsset } from '../state/release.ts';
import { releaseOf } from './releases.ts';

function assetOf(call: Call): { release: Release; asset: ReleaseAsset } {
  const id = call.id('asset_id');
  for (const release of call.repository.releases) {
    const asset = release.assets.find((one) => one.id === id);
    if (asset !== undefined) return { release, asset };
  }
  throw notFound();
}

function requireMutable(release: Release): void {
  if (release.immutable) throw new ApiError(422, 'Cannot change the assets of an immutable release.');
}

/** GitHub keeps letters, digits, dot, dash and underscore of an asset's name; the rest becomes dots. */
const cleanName = (name: string): string => name.replace(/[^A-Za-z0-9._-]+/g, '.');

/** Files attached to releases. Uploads come to the address that the release names in `upload_url`. */
export const releaseAssetRoutes = [
  route('POST /repos/{owner}/{repo}/releases/{release_id}/assets', repository('contents:write'), (call) => {
    const release = releaseOf(call);
    requireMutable(release);
    const name = cleanName(call.query('name') ?? '');
    if (name === '') throw invalid('ReleaseAsset', 'name', 'missing_field');
    if (release.assets.some((asset) => asset.name === name)) {
      throw invalid('ReleaseAsset', 'name', 'already_exists');
    }
    if (call.request.body.length === 0) throw new ApiError(400, 'Bad Content-Length: 0');
    const now = formatTime(call.hub.clock());
    const asset: ReleaseAsset = {
      id: call.hub.state.nextId(),
      name,
      label: call.query('label') ?? '',
      contentType: call.request.headers['content-type'] ?? 'application/octet-stream',
      content: call.request.body,
      uploader: call.author.account,
      createdAt: now,
      updatedAt: now,
      downloads: 0,
    };
    release.assets.push(asset);
    return created(renderAsset(call.hub, call.repository, release, asset));
  }),

  route('GET /repos/{owner}/{repo}/releases/{release_id}/assets', repository('contents:read'), (call) => {
    const release = releaseOf(call);
    const { items, headers } = paginate(call, release.assets);
    return ok(
      items.map((asset) => renderAsset(call.hub, call.repository, release, asset)),
      headers,
    );
  }),

  route('GET /repos/{owner}/{repo}/releases/assets/{asset_id}', repository('contents:read'), (call) => {
    const { release, asset } = assetOf(call);
    if (call.request.headers.accept !== 'application/octet-stream') {
      return ok(renderAsset(call.hub, call.repository, release, asset));
    }
    asset.downloads += 1;
    return bytes(asset.content, 'application/octet-stream');
  }),

  route('PATCH /repos/{owner}/{repo}/releases/assets/{asset_id}', repository('contents:write'), (call) => {
    const { release, asset } = assetOf(call);
    requireMutable(release);
    const fields = call.fields('ReleaseAsset');
    asset.name = cleanName(fields.optionalString('name') ?? asset.name);
    asset.label = fields.optionalString('label') ?? asset.label;
    asset.updatedAt = formatTime(call.hub.clock());
    return ok(renderAsset(call.hub, call.repository, release, asset));
  }),

  route('DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}', repository('contents:write'), (call) => {
    const { release, asset } = assetOf(call);
    requireMutable(release);
    release.assets.splice(release.assets.indexOf(asset), 1);
    return noContent();
  }),
];
