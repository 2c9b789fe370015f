import { describe, expect, it } from '@jest/globals';
import { type Answerer, findAnswer, putAnswer } from '../../../app/github/answer.ts';

const APP = 7;
const command = {
  repository: { owner: 'acme', repo: 'platform' },
  issue: 1,
  comment: 99,
  createdAt: '2026-11-20T09:00:00Z',
};

interface StoredComment {
  id: number;
  body: string;
  html_url: string;
  user: { type: string; login: string; id: number } | null;
  performed_via_github_app: { id: number } | null;
}

/** An issue that gives its comments page by page. */
function issue(...bodies: string[]) {
  const comments: StoredComment[] = [];
  const add = (body: string, app: number | null) => {
    const user =
      app === null
        ? { type: 'User', login: 'maria', id: 11 }
        : { type: 'Bot', login: 'vaultmesh[bot]', id: 7 };
    const comment = {
      id: comments.length + 1,
      body,
      html_url: '',
      user,
      performed_via_github_app: app === null ? null : { id: app },
    };
    comments.push(comment);
    return comment;
  };
  for (const body of bodies) add(body, null);
  const client: Answerer = {
    rest: {
      issues: {
        listComments: ({ per_page, page }) =>
          Promise.resolve({ data: comments.slice((page - 1) * per_page, page * per_page) }),
        createComment: ({ body }) => Promise.resolve({ data: add(body, APP) }),
        updateComment: ({ comment_id, body }) => {
          comments[comment_id - 1]!.body = body;
          return Promise.resolve();
        },
      },
    },
  };
  return { client, comments, add };
}

describe('the answer to a command', () => {
  it('is one comment, whose text changes', async () => {
    const { client, comments } = issue();
    await putAnswer(client, APP, command, 'stopped', 'Half of it.');
    await putAnswer(client, APP, command, 'done', 'All of it.');
    expect(comments).toHaveLength(1);
    expect(comments[0]!.body).toMatch(/^<!-- vaultmesh:answer comment=99 state=done -->\nAll of it\.$/);
    expect(await findAnswer(client, APP, command)).toEqual({ id: 1, state: 'done' });
  });

  it('is found behind hundreds of other comments', async () => {
    const { client, add } = issue(...Array.from({ length: 250 }, () => 'I agree'));
    add('<!-- vaultmesh:answer comment=99 state=refused -->\nNo.', APP);
    expect(await findAnswer(client, APP, command)).toEqual({ id: 251, state: 'refused' });
  });

  it('is not what another person or app says, nor the answer to another command', async () => {
    const text = '<!-- vaultmesh:answer comment=99 state=done -->\nDone.';
    const { client, add } = issue(text);
    add(text, APP + 1);
    add(text.replace('=99', '=100'), APP);
    add(`> ${text}`, APP);
    expect(await findAnswer(client, APP, command)).toBeUndefined();
  });

  it('stays within what GitHub takes', async () => {
    const { client, comments } = issue();
    await putAnswer(client, APP, command, 'done', '\u{1f600}'.repeat(70_000));
    expect(comments[0]!.body.length).toBeLessThan(65_536);
    expect(comments[0]!.body.isWellFormed()).toBe(true);
  });
});
