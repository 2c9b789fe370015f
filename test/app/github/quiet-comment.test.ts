import { describe, expect, it } from '@jest/globals';
import { type QuietCommenter, quietComment } from '../../../app/github/quiet-comment.ts';

const APP = 7;
const PLACE = { repository: { owner: 'acme', repo: 'app' }, issue: 2 };

interface Stored {
  id: number;
  body: string;
  created_at: string;
  user: { type: string; login: string; id: number };
  performed_via_github_app: { id: number } | null;
}

/** A pull request with its comments, and how often each was written. */
function conversation() {
  const comments: Stored[] = [];
  let writes = 0;
  const add = (body: string, app: number | null): Stored => {
    const comment = {
      ...{ id: comments.length + 1, body, created_at: '2026-11-20T09:00:00Z' },
      user: { type: app === null ? 'User' : 'Bot', login: 'somebody', id: 11 },
      performed_via_github_app: app === null ? null : { id: app },
    };
    comments.push(comment);
    return comment;
  };
  const client: QuietCommenter = {
    rest: {
      issues: {
        listComments: () => Promise.resolve({ data: [...comments] }),
        createComment: ({ body }) => {
          writes++;
          return Promise.resolve({ data: add(body, APP) });
        },
        updateComment: ({ comment_id, body }) => {
          writes++;
          comments.find(({ id }) => id === comment_id)!.body = body;
          return Promise.resolve();
        },
        deleteComment: ({ comment_id }) => {
          comments.splice(
            comments.findIndex(({ id }) => id === comment_id),
            1,
          );
          return Promise.resolve();
        },
      },
    },
  };
  const say = (text: string | undefined) => quietComment(client, APP, PLACE, 'past', text);
  return { comments, add, say, writes: () => writes };
}

describe('a quiet comment', () => {
  it('is one, changes with its text, and is left alone when that is the same', async () => {
    const { comments, say, writes } = conversation();
    await say('One.');
    await say('One.');
    expect(writes()).toBe(1);
    await say('Two.');
    expect(comments.map(({ body }) => body)).toEqual(['<!-- vaultmesh:past -->\nTwo.']);
  });

  it('goes away when there is nothing to say, and nothing is written where there never was', async () => {
    const { comments, say, writes } = conversation();
    await say(undefined);
    expect(writes()).toBe(0);
    await say('One.');
    await say(undefined);
    expect(comments).toEqual([]);
  });

  it('is never that of somebody else with the same words', async () => {
    const { comments, add, say } = conversation();
    add('<!-- vaultmesh:past -->\nOne.', null);
    add('<!-- vaultmesh:past -->\nOne.', APP + 1);
    await say(undefined);
    expect(comments).toHaveLength(2);
    await say('Two.');
    expect(comments.map(({ body }) => body.split('\n')[1])).toEqual(['One.', 'One.', 'Two.']);
  });
});
