import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { Probot } from 'probot';
import { commentEvent, ownComment } from '../fixtures/comment-event.ts';
import { markedDescription, requestKey, withTrailer } from '../../../app/spawn/request-key.ts';
import { planMark } from '../../../app/spawn/plan-mark.ts';
import { MANIFEST_PATH, parseSpawnRequest, planSpawn } from '../../../core/spawn/index.ts';
import { API, startedApp, testConfig } from '../fixtures/started-app.ts';

const PLATFORM = '/repos/acme/platform';

let app: Probot;
beforeEach(async () => {
  app = await startedApp();
});
afterEach(() => {
  nock.cleanAll();
});

/** GitHub, with these comments on the issue; collects the reactions and the answer that the app gives. */
function issueWith(comments: object[] = [], repository = PLATFORM) {
  const reactions: string[] = [];
  const answers: string[] = [];
  for (const each of new Set(['/repos/acme/.github', repository])) {
    nock(API).get(`${each}/contents/.github%2Fvaultmesh.yml`).reply(404, { message: 'Not Found' }).persist();
  }
  nock(API)
    .get(`${repository}/issues/1`)
    .reply(200, { id: 98, number: 1, body: 'Text', user: null, created_at: '2026-11-20T08:59:00Z' })
    .persist()
    .get(`${repository}/issues/1/comments`)
    .query(true)
    .reply(200, () => [...comments, ...answers.map((body, index) => ownComment(200 + index, body))])
    .persist()
    .post(`${repository}/issues/comments/99/reactions`)
    .reply(201, async (request: Request) => {
      reactions.push(((await request.json()) as { content: string }).content);
      return {};
    })
    .persist()
    .post(`${repository}/issues/1/comments`)
    .reply(201, async (request: Request) => {
      answers.push(((await request.json()) as { body: string }).body);
      return ownComment(199 + answers.length, answers.at(-1) ?? '');
    })
    .persist();
  return { reactions, answers };
}

/** That it is there is asked only of whom it does not know. */
function platformIsThere(): void {
  nock(API).get(PLATFORM).reply(200, { node_id: 'R_1', default_branch: 'main', html_url: '', private: true });
}

function roleIs(role: string) {
  if (role === 'none') platformIsThere();
  nock(API)
    .persist()
    .get(`${PLATFORM}/collaborators/maria/permission`)
    // `permission` says "write" for a maintainer and "read" for triage: the app must not look at it.
    .reply(200, { permission: 'write', role_name: role, user: {} });
}

describe('a comment that is no command of a person', () => {
  it.each([
    ['a bot', commentEvent('/spawn my-service', { sender: { login: 'x[bot]', id: 5, type: 'Bot' } })],
    ['an edit', commentEvent('/spawn my-service', { action: 'edited' })],
    ['a deletion', commentEvent('/spawn my-service', { action: 'deleted' })],
    ['quoted text', commentEvent('> /spawn my-service')],
    ['a command of another app', commentEvent('/lgtm')],
    ['a comment by someone else', commentEvent('/help', { author: { login: 'o', id: 12, type: 'User' } })],
  ])('makes no call to GitHub: %s', async (_, event) => {
    // Network is off, so that any call would fail the delivery.
    await expect(app.receive(event)).resolves.toBeUndefined();
  });
});

/** Nothing ever changed the folder of overlays, or there is no platform repository: 404. */
function overlayIsNone(status: 200 | 404 = 200): void {
  nock(API)
    .get(`${PLATFORM}/commits`)
    .query({ path: '.github/vaultmesh', per_page: 1 })
    .reply(status, status === 200 ? [] : { message: 'Not Found' });
}

describe('a command that is refused', () => {
  it.each(['read', 'triage', 'none', 'security-reviewer'])('says why to the role %s', async (role) => {
    const { reactions, answers } = issueWith();
    roleIs(role);
    await app.receive(commentEvent('/spawn my-service'));
    expect(reactions).toEqual(['eyes', 'confused']);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain(
      `This takes the role write, maintain or admin in acme/platform; yours there is "${role}".`,
    );
  });

  it('asks for the role in the platform repository, not in one where the person may write', async () => {
    const { answers } = issueWith([], '/repos/acme/hobby');
    roleIs('read');
    nock(API)
      .get('/repos/acme/hobby/collaborators/maria/permission')
      .optionally()
      .reply(200, { permission: 'admin', role_name: 'admin', user: {} });
    await app.receive(commentEvent('/spawn my-service', { repository: 'hobby' }));
    expect(answers).toEqual([expect.stringContaining('in acme/platform; yours there is "read"')]);
  });

  it('says why to someone whom the repository does not know', async () => {
    const { answers } = issueWith();
    platformIsThere();
    nock(API).get(`${PLATFORM}/collaborators/maria/permission`).reply(404, { message: 'Not Found' });
    await app.receive(commentEvent('/spawn my-service'));
    expect(answers[0]).toContain('yours there is "none"');
  });

  it.each([
    ['/spawn', ', such as `/spawn my-service --language python`'],
    ['/spawn my-service --colour red', 'There is no option `--colour`.'],
    ['/spwan my-service', 'Did you mean `/spawn`?'],
  ])('for its words gets the right ones: %s', async (body, expected) => {
    const { reactions, answers } = issueWith();
    await app.receive(commentEvent(body));
    expect(reactions).toEqual(['eyes', 'confused']);
    expect(answers).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    ['/spawn ../evil', 'The name must be 3 to 63 characters'],
    ['/spawn Platform', 'The name must be 3 to 63 characters'],
    ['/spawn platform', 'reserved'],
    ['/spawn my-service --language cobol', 'The language must be one of: '],
  ])('for its request gets the rule: %s', async (body, expected) => {
    const { reactions, answers } = issueWith();
    roleIs('maintain');
    overlayIsNone();
    await app.receive(commentEvent(body));
    expect(reactions).toEqual(['eyes', 'confused']);
    expect(answers).toEqual([expect.stringContaining(expected)]);
  });

  describe('of /approve', () => {
    const { spawnSettings, webhookSecret } = testConfig();
    const { hash, files } = planSpawn(
      parseSpawnRequest({ name: 'my-service', owner: 'acme' }),
      spawnSettings,
    );
    const asked = (body: string) => ({
      ...ownComment(50, body),
      user: { login: 'otto', id: 12, type: 'User' },
    });
    const mark = planMark(webhookSecret, 50, hash);
    const shown = ownComment(51, `<!-- vaultmesh:answer comment=50 state=done -->\n${mark}`);
    const dryRun = asked('/spawn my-service --dry-run');

    it('says why to a role that may not spawn', async () => {
      const { answers } = issueWith([dryRun, shown]);
      roleIs('read');
      await app.receive(commentEvent(`/approve ${hash}`));
      expect(answers).toEqual([expect.stringContaining('yours there is "read"')]);
    });

    it.each([
      ['that nobody was shown', [dryRun]],
      ['that was refused', [dryRun, { ...shown, body: shown.body.replace('state=done', 'state=refused') }]],
      [
        'that somebody else claims to be shown',
        [dryRun, { ...shown, user: { login: 'otto', type: 'User' } }],
      ],
      ['of another comment', [dryRun, { ...shown, body: shown.body.replace('comment=50', 'comment=49') }]],
      ['that was edited since', [asked('/spawn my-service --license Proprietary --dry-run'), shown]],
      [
        'in an answer that people have edited',
        [dryRun, { ...shown, body: shown.body.replace(mark, planMark('a guess', 50, hash)) }],
      ],
      [
        'in an answer with the mark of another one',
        [dryRun, { ...shown, body: shown.body.replace(mark, planMark(webhookSecret, 49, hash)) }],
      ],
    ])('does not find a plan %s', async (_, comments) => {
      const { answers } = issueWith(comments);
      roleIs('write');
      overlayIsNone();
      nock(API).get('/repos/acme/my-service').reply(404, { message: 'Not Found' });
      await app.receive(commentEvent(`/approve ${hash}`));
      expect(answers).toEqual([expect.stringContaining('No command on this issue was shown')]);
    });

    it.each([
      ['finishes what it had committed of it', 'feat: spawn', 'has no repository "platform"'],
      [
        'says what to delete when it had committed nothing',
        'Initial commit',
        'Delete the repository if nothing',
      ],
    ])('that was interrupted, of a plan that cannot be made any more, %s', async (_, message, expected) => {
      const { answers } = issueWith([asked('/spawn my-service --license Proprietary --dry-run'), shown]);
      roleIs('write');
      overlayIsNone();
      const key = requestKey(webhookSecret, 99, 'my-service');
      const description = markedDescription('x', key);
      const text = message === 'feat: spawn' ? withTrailer(message, key) : message;
      const manifest = Buffer.from(files.find(({ path }) => path === MANIFEST_PATH)?.content ?? []);
      const repository = '/repos/acme/my-service';
      nock(API)
        .get(repository)
        .reply(200, {
          node_id: 'R_1',
          default_branch: 'main',
          html_url: 'http://x',
          private: true,
          description,
        })
        .get(`${repository}/commits`)
        .query(true)
        .reply(200, [{ sha: 'a', commit: { message: text, tree: { sha: 'b' } }, parents: [] }])
        .get(`${repository}/contents/${encodeURIComponent(MANIFEST_PATH)}`)
        .query({ ref: 'a' })
        .reply(200, { content: manifest.toString('base64') })
        .get(PLATFORM)
        .reply(404, { message: 'Not Found' });
      await app.receive(commentEvent(`/approve ${hash}`));
      expect(answers).toEqual([expect.stringContaining(expected)]);
    });

    const rows = [
      ['Which plan?', '/approve'],
      ['`my-service` is no plan, which has 64 hex digits.', '/approve my-service'],
    ];
    it.each(rows)('tells which plans wait: %s', async (why, body) => {
      const { reactions, answers } = issueWith([
        ...[
          dryRun,
          { ...shown, body: `${shown.body}\nTo have exactly this made, comment \`/approve ${hash}\`.` },
        ],
        { ...dryRun, id: 60, body: '/help' },
        ownComment(61, `<!-- vaultmesh:answer comment=60 state=done -->\n\`/approve ${'0'.repeat(64)}\``),
      ]);
      roleIs('write');
      await app.receive(commentEvent(body));
      expect(reactions).toEqual(['eyes', 'confused']);
      const [, ...lines] = answers[0]!.split('\n');
      expect(lines).toEqual([
        `${why} These wait here:`,
        '',
        `- \`/approve ${hash}\` makes \`/spawn my-service\`, which otto asked for`,
      ]);
    });

    it('tells that none waits any more, and how one comes to be shown', async () => {
      const { answers } = issueWith([
        ...[dryRun, { ...shown, body: `${shown.body}\n\`/approve ${hash}\`` }],
        { ...dryRun, id: 52, body: `/approve ${hash.toUpperCase()}` },
        ownComment(53, '<!-- vaultmesh:answer comment=52 state=done -->\n**acme/my-service** is ready.'),
      ]);
      roleIs('write');
      await app.receive(commentEvent('/approve'));
      expect(answers[0]).toContain(
        'Which plan? No plan waits on this issue. `/spawn` or `/adopt` with `--dry-run`, as a comment here, shows one',
      );
    });

    it('tells no plans to who may not approve them', async () => {
      const { answers } = issueWith([dryRun, shown]);
      roleIs('read');
      await app.receive(commentEvent('/approve'));
      expect(answers).toEqual([expect.stringContaining('yours there is "read"')]);
    });

    it('goes on with the plan that was shown', async () => {
      const { answers } = issueWith([dryRun, shown]);
      roleIs('write');
      overlayIsNone();
      nock(API).get(PLATFORM).reply(404, { message: 'Not Found' });
      await app.receive(commentEvent(`/approve ${hash.toUpperCase()}`));
      expect(answers).toEqual([expect.stringContaining('has no repository "platform"')]);
    });
  });

  it('for a taken name gets that, and nothing is touched', async () => {
    const { answers } = issueWith();
    roleIs('admin');
    overlayIsNone();
    const repository = { node_id: 'R_1', default_branch: 'main', html_url: 'http://x', private: true };
    nock(API)
      .get(PLATFORM)
      .reply(200, { ...repository, description: null })
      .get('/repos/acme/my-service')
      .reply(200, { ...repository, description: 'Somebody else made this [VaultMesh request 0123]' })
      .get('/repos/acme/my-service/commits')
      .query(true)
      .reply(200, [{ sha: 'a', commit: { message: 'feat: x', tree: { sha: 'b' } }, parents: [] }]);
    await app.receive(commentEvent('/spawn my-service'));
    expect(answers).toEqual([expect.stringContaining('There is already a repository acme/my-service.')]);
  });

  it('without a platform repository is told before anything is made', async () => {
    const { answers } = issueWith();
    roleIs('admin');
    overlayIsNone(404);
    nock(API).get(PLATFORM).reply(404, { message: 'Not Found' });
    await app.receive(commentEvent('/spawn my-service'));
    expect(answers).toEqual([expect.stringContaining('has no repository "platform"')]);
  });
});

describe('in the repository of a person', () => {
  const commentOfPerson = (body: string) => {
    const event = commentEvent(body) as { payload: { repository: { owner: { type: string } } } };
    event.payload.repository.owner.type = 'User';
    return event as never;
  };

  it.each(['/spawn my-service', '/spawn my-service --dry-run'])(
    'nothing is asked or made before it is said that no service can be made there: %s',
    async (body) => {
      const { reactions, answers } = issueWith();
      const calls: string[] = [];
      const note = ({ method, url }: { method: string; url: string }) => calls.push(`${method} ${url}`);
      nock.emitter.on('no match', note);
      await app.receive(commentOfPerson(body));
      nock.emitter.off('no match', note);
      expect(calls).toEqual([]);
      expect(reactions).toEqual(['eyes', 'confused']);
      expect(answers).toEqual([
        expect.stringContaining('`/spawn` is for organisations, and acme is a personal account.'),
      ]);
    },
  );

  it('a plan of /spawn from elsewhere is not made either', async () => {
    const { spawnSettings, webhookSecret } = testConfig();
    const { hash } = planSpawn(parseSpawnRequest({ name: 'my-service', owner: 'acme' }), spawnSettings);
    const { answers } = issueWith([
      { ...ownComment(50, '/spawn my-service --dry-run'), user: { login: 'otto', id: 12, type: 'User' } },
      ownComment(51, `<!-- vaultmesh:answer comment=50 state=done -->\n${planMark(webhookSecret, 50, hash)}`),
    ]);
    roleIs('admin');
    await app.receive(commentOfPerson(`/approve ${hash}`));
    expect(answers).toEqual([expect.stringContaining('`/spawn` is for organisations')]);
  });
});

describe('a command that was answered', () => {
  it.each([
    ['done', 'rocket'],
    ['refused', 'confused'],
  ])('%s is not run again; only its reaction is made sure of', async (state, reaction) => {
    const answer = `<!-- vaultmesh:answer comment=99 state=${state} -->\nanswer`;
    const { reactions, answers } = issueWith([ownComment(150, answer)]);
    await app.receive(commentEvent('/spawn my-service'));
    expect(reactions).toEqual([reaction]);
    expect(answers).toEqual([]);
  });

  it('by anybody but the app is not answered at all', async () => {
    const answer = '<!-- vaultmesh:answer comment=99 state=done -->\nI am the app';
    const forged = { ...ownComment(150, answer), user: { login: 'mallory', type: 'User' } };
    const other = { ...ownComment(151, answer), performed_via_github_app: { id: 8 } };
    const { answers } = issueWith([forged, other]);
    roleIs('read');
    await app.receive(commentEvent('/help'));
    expect(answers).toHaveLength(1);
  });

  it('once is not answered twice by deliveries at the same time', async () => {
    const { answers } = issueWith();
    roleIs('read');
    await Promise.all([1, 2, 3].map(() => app.receive(commentEvent('/help'))));
    expect(answers).toHaveLength(1);
  });
});

describe('a command that cannot be finished', () => {
  it('is answered, fails its delivery, and goes on with the next delivery in the same answer', async () => {
    const { reactions, answers } = issueWith();
    nock(API).get(`${PLATFORM}/collaborators/maria/permission`).reply(403, { message: 'Secondary limit' });
    await expect(app.receive(commentEvent('/spawn my-service'))).rejects.toThrow('Secondary limit');
    expect(reactions).toEqual(['eyes', 'eyes']);
    expect(answers).toEqual([
      expect.stringMatching(/state=stopped[^]*stopped before it was finished[^]*Secondary limit/),
    ]);

    roleIs('read');
    const updated = nock(API)
      .patch(`${PLATFORM}/issues/comments/200`, /yours there is/)
      .reply(200, {});
    await app.receive(commentEvent('/spawn my-service'));
    expect(updated.isDone()).toBe(true);
    expect(answers).toHaveLength(1);
  });
});

describe('/help', () => {
  it('lists every command with its words', async () => {
    const { reactions, answers } = issueWith();
    roleIs('read');
    await app.receive(commentEvent('/help'));
    expect(reactions).toEqual(['eyes', 'rocket']);
    expect(answers[0]).toContain('| `/spawn <name> [--language python]');
    expect(answers[0]).toContain('| `/help [<command…>]` | shows this list, or one command |');
  });
});
