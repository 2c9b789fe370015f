import type { Hub } from '../hub.ts';
import type { Reaction } from '../state/issue.ts';
import { nodeId } from './node-id.ts';
import type { Schema } from './schema.ts';
import { renderUser } from './user.ts';

/** How many of each reaction an object has; `url` is the address of the object. */
export function renderReactionRollup(reactions: readonly Reaction[], url: string) {
  const count = (content: Reaction['content']): number =>
    reactions.filter((reaction) => reaction.content === content).length;
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    '+1': count('+1'),
    '-1': count('-1'),
    laugh: count('laugh'),
    hooray: count('hooray'),
    confused: count('confused'),
    heart: count('heart'),
    rocket: count('rocket'),
    eyes: count('eyes'),
  } satisfies Schema<'reaction-rollup'>;
}

export function renderReaction(hub: Hub, reaction: Reaction): Schema<'reaction'> {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: renderUser(hub, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}
