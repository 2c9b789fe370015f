import { accessTo } from '../access/access-to.ts';
import type { Call } from '../http/call.ts';
import { nodeId } from '../render/node-id.ts';
import type { Repository } from '../state/repository.ts';

/** The GraphQL node of the release of a tag; a draft, which those who can push see, is found by the tag that it will have. */
export function releaseNode({ actor }: Call, repository: Repository, tag: string) {
  const seesDrafts = accessTo(actor, repository, ['contents:write']) === 'allowed';
  const release = repository.releases.findLast((one) => one.tag === tag && (seesDrafts || !one.draft));
  if (release === undefined) return null;
  const { id, draft } = release;
  return { id: nodeId('Release', id), databaseId: id, tagName: tag, isDraft: draft };
}
