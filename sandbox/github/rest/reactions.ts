import { formatTime } from '../../../core/common/clock.ts';
import { invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { paginate } from '../http/paginate.ts';
import type { Reply } from '../http/reply.ts';
import { created, noContent, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { renderReaction } from '../render/reactions.ts';
import { REACTIONS } from '../state/issue.ts';
import type { Reaction } from '../state/issue.ts';
import { commentOf, issueOf } from './issues.ts';

const READ = repository('issues:read', 'pull_requests:read');
const WRITE = repository('issues:write', 'pull_requests:write');

/** 201 for a new reaction, 200 for one that this account had already given. */
function react(call: Call, reactions: Reaction[]): Reply {
  const content = call.fields('Reaction').oneOf('content', REACTIONS);
  if (content === undefined) throw invalid('Reaction', 'content', 'missing_field');
  const user = call.author.account;
  const known = reactions.find((one) => one.content === content && one.user === user);
  if (known !== undefined) return ok(renderReaction(call.hub, known));
  const createdAt = formatTime(call.hub.clock());
  const reaction = { id: call.hub.state.nextId(), content, user, createdAt };
  reactions.push(reaction);
  return created(renderReaction(call.hub, reaction));
}

function list(call: Call, reactions: readonly Reaction[]): Reply {
  const content = call.query('content');
  const chosen = reactions.filter((one) => content === undefined || one.content === content);
  const { items, headers } = paginate(call, chosen);
  return ok(
    items.map((one) => renderReaction(call.hub, one)),
    headers,
  );
}

function remove(call: Call, reactions: Reaction[]): Reply {
  const id = call.id('reaction_id');
  const index = reactions.findIndex((one) => one.id === id && one.user === call.author.account);
  if (index < 0) throw notFound();
  reactions.splice(index, 1);
  return noContent();
}

/** Reactions to issues, pull requests and comments. */
export const reactionRoutes = [
  route('POST /repos/{owner}/{repo}/issues/{issue_number}/reactions', WRITE, (call) =>
    react(call, issueOf(call).reactions),
  ),
  route('GET /repos/{owner}/{repo}/issues/{issue_number}/reactions', READ, (call) =>
    list(call, issueOf(call).reactions),
  ),
  route('DELETE /repos/{owner}/{repo}/issues/{issue_number}/reactions/{reaction_id}', WRITE, (call) =>
    remove(call, issueOf(call).reactions),
  ),
  route('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', WRITE, (call) =>
    react(call, commentOf(call).comment.reactions),
  ),
  route('GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', READ, (call) =>
    list(call, commentOf(call).comment.reactions),
  ),
  route('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}', WRITE, (call) =>
    remove(call, commentOf(call).comment.reactions),
  ),
];
