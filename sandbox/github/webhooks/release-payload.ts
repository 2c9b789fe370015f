import type { Hub } from '../hub.ts';
import { renderRelease } from '../render/release.ts';
import type { Release } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';

/** `release`; where REST says null, webhooks have empty text. */
export function releasePayload(hub: Hub, repository: Repository, release: Release, action: string) {
  const rendered = renderRelease(hub, repository, release);
  const changes = action === 'edited' ? { changes: {} } : {};
  return {
    action,
    ...changes,
    release: { ...rendered, name: rendered.name ?? '', body: rendered.body ?? '' },
  };
}
