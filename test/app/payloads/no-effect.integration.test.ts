import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type PayloadApp, type Sent, signed, startPayloadApp } from './payload-app.ts';
import { type Payload, realPayloads } from './real-payloads.ts';

/** A comment as GitHub delivers it, on an issue of a repository that the app is installed in. */
const REAL = realPayloads().find(
  ({ event, payload }) =>
    event === 'issue_comment' && payload.action === 'created' && payload.installation !== undefined,
)!.payload as Payload & { readonly sender: object; readonly comment: object; readonly issue: object };

/** In an organisation, where every command can be given. */
const REPOSITORY = { ...REAL.repository, owner: { login: 'Codertocat', id: 21, type: 'Organization' } };
const HUMAN = { ...REAL.sender, type: 'User', login: 'Codertocat', id: 11 };
const BOT = { ...HUMAN, type: 'Bot', login: 'helper[bot]' };

let app: PayloadApp;
beforeAll(async () => {
  app = await startPayloadApp(7);
  app.github.know(REAL);
  app.github.know({ repository: { ...REPOSITORY, id: 22, full_name: 'Codertocat/platform' } });
});
beforeEach(() => {
  app.github.roleIs('admin');
});
afterAll(async () => {
  await app.stop();
});

/** A comment with the id `comment`, so that no answer to another one is taken for its own. */
const commented = (body: string, changes: object = {}, author: object = HUMAN, comment = 99): string =>
  JSON.stringify({
    ...REAL,
    repository: REPOSITORY,
    sender: author,
    comment: { ...REAL.comment, id: comment, body, user: author },
    ...changes,
  });

const FORM = '### /help: Command\n\n_No response_';

/** A new issue, by default as the form of /help makes it. */
const opened = (body = FORM, changes: object = {}, author: object = HUMAN): string =>
  JSON.stringify({
    ...REAL,
    action: 'opened',
    comment: undefined,
    repository: REPOSITORY,
    sender: author,
    issue: { ...REAL.issue, id: 98, body, user: author },
    ...changes,
  });

/** The calls that wrote something because of a delivery. */
async function writtenBy(sent: Sent): Promise<string[]> {
  await app.deliver(sent);
  await app.idle();
  return app.github.written().map(({ call }) => call.replace('/repos/Codertocat/Hello-World', ''));
}

const written = (body: string, more: Partial<Sent> = {}) =>
  writtenBy({ event: 'issue_comment', body, ...more });

const ANSWERED = [
  'POST /issues/comments/99/reactions',
  'POST /issues/1/comments',
  'POST /issues/comments/99/reactions',
];

const ISSUE = { event: 'issues' };

describe('nothing is written because of', () => {
  const help = commented('/help');
  it.each<[string, string, Partial<Sent>]>([
    ['a wrong signature', help, { headers: { 'x-hub-signature-256': signed(help, 'a guess') } }],
    [
      'the signature of other words',
      help,
      { headers: { 'x-hub-signature-256': signed(commented('/query')) } },
    ],
    ['a missing signature', help, { headers: { 'x-hub-signature-256': undefined } }],
    [
      'only the old kind of signature',
      help,
      { headers: { 'x-hub-signature-256': undefined, 'x-hub-signature': signed(help) } },
    ],
    ["a bot's comment", commented('/help', {}, BOT), {}],
    ['a comment in the name of somebody else', commented('/help', { sender: { ...HUMAN, id: 12 } }), {}],
    ['an edited comment', commented('/help', { action: 'edited', changes: { body: { from: 'Hello' } } }), {}],
    ['a deleted comment', commented('/help', { action: 'deleted' }), {}],
    ['a command in quoted text', commented('> /help'), {}],
    ['a command in a block of code', commented('```\n/help\n```'), {}],
    ['a command below the first line', commented('Hello\n/help'), {}],
    ['a command behind a blank', commented(' /help'), {}],
    ['a command of another app', commented('/lgtm'), {}],
    ['the comment as another event', help, { event: 'commit_comment' }],
    ['the comment as an action that no handler answers', commented('/help', { action: 'pinned' }), {}],
    ['the comment as a push', help, { event: 'push' }],
    ['a comment of no installation', commented('/help', { installation: undefined }), {}],
    ["a bot's issue", opened(FORM, {}, BOT), ISSUE],
    ['an issue in the name of somebody else', opened(FORM, { sender: { ...HUMAN, id: 12 } }), ISSUE],
    ['an edited issue', opened(FORM, { action: 'edited', changes: { body: { from: 'Hello' } } }), ISSUE],
    [
      'an issue that was moved here',
      opened(FORM, { changes: { old_issue: REAL.issue, old_repository: REPOSITORY } }),
      ISSUE,
    ],
    ['an issue without a form', opened('/help'), ISSUE],
    ['an issue of another form', opened('### What happened?\n\n/help'), ISSUE],
    ['a form in quoted text', opened(FORM.replaceAll(/^/gm, '> ')), ISSUE],
    ['a form below the first line', opened(`Hello\n\n${FORM}`), ISSUE],
    ['an issue of no installation', opened(FORM, { installation: undefined }), ISSUE],
  ])('%s', async (_, body, more) => {
    expect(await written(body, more)).toEqual([]);
  });
});

it.each<[string, string, string, number]>([
  ['an event that no handler answers', 'commit_comment', commented('/help'), 200],
  ['an action that none answers', 'pull_request', commented('/help', { action: 'labeled' }), 200],
  ['a ping', 'ping', JSON.stringify({ zen: 'Keep it logically awesome.', hook_id: 1 }), 200],
  ['a comment that is no command', 'issue_comment', commented('Hello'), 200],
  ['an issue that no form made', 'issues', opened('Hello'), 200],
  ['a command', 'issue_comment', commented('/help', {}, BOT), 202],
  ['a command by a form', 'issues', opened(FORM, {}, BOT), 202],
])('a place in the queue is taken by a command only: %s', async (_, event, body, status) => {
  expect(await app.deliver({ event, body })).toBe(status);
  await app.idle();
});

describe('the same comment without any of that', () => {
  it('is answered, and delivered again it is not, whether or not the process remembers', async () => {
    const id = randomUUID();
    expect(await written(commented('/help'), { id })).toEqual(ANSWERED);
    expect(await written(commented('/help'), { id })).toEqual([]);
    await app.restart();
    // Setting a reaction that is there changes nothing.
    expect(await written(commented('/help'), { id })).toEqual(['POST /issues/comments/99/reactions']);
  });

  it('is answered as an issue by a form, once', async () => {
    const calls = ['POST /issues/1/reactions', 'POST /issues/1/comments', 'POST /issues/1/reactions'];
    expect(await written(opened(), ISSUE)).toEqual(calls);
    expect(await written(opened(), ISSUE)).toEqual(['POST /issues/1/reactions']);
  });

  it.each([
    ['/spawn my-service', 'none', 101],
    ['/spawn my-service', 'read', 102],
    ['/adopt ledger', 'triage', 103],
    ['/adr accept a-decision', 'read', 104],
    ['/record release v1.0.0 a.tgz', 'read', 105],
  ])(
    'by somebody without the role is told so, and nothing else is written: %s as %s',
    async (body, role, comment) => {
      app.github.roleIs(role);
      const calls = await written(commented(body, {}, HUMAN, comment));
      expect(new Set(calls)).toEqual(
        new Set([`POST /issues/comments/${comment}/reactions`, 'POST /issues/1/comments']),
      );
      expect(app.github.answers().at(-1)).toMatch(/state=refused[^]*yours there is/);
    },
  );
});
