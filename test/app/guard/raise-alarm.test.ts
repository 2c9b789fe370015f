import { expect, it } from '@jest/globals';
import { type AlarmRaiser, raiseAlarm, type Rewrite } from '../../../app/guard/raise-alarm.ts';

const APP = 7;
const REPOSITORY = { owner: 'acme', repo: 'my-service' };
const rewrite: Rewrite = {
  origin: 'github.com/acme/my-service',
  head: 'a'.repeat(40),
  verifierKey: 'github.com/acme/my-service+12345678+AQ',
  reason: 'The ledger has two roots for size 2.',
  lastSeen: 'github.com/acme/my-service\n2\nROOT1\n\n— log SIG1\n',
  present: 'github.com/acme/my-service\n2\nROOT2\n```` @everyone\n\n— log SIG2\n',
};

function github() {
  const issues: {
    number: number;
    html_url: string;
    body: string;
    state: string;
    performed_via_github_app: { id: number };
  }[] = [];
  const checks: {
    head: string;
    html_url: string;
    conclusion: string;
    summary: string;
    app: { id: number };
  }[] = [];
  const client = {
    rest: {
      issues: {
        // As GitHub: in pages, and what was shown does not change with what is there.
        listForRepo: ({ per_page, page }) => {
          const shown = issues.slice((page - 1) * per_page, page * per_page);
          return Promise.resolve({ data: shown.map((issue) => ({ ...issue })) });
        },
        create: ({ body }) => {
          const number = issues.length + 1;
          const html_url = `https://github.com/acme/my-service/issues/${number}`;
          const issue = { number, html_url, body, state: 'open', performed_via_github_app: { id: APP } };
          issues.push(issue);
          return Promise.resolve({ data: issue });
        },
        update: ({ issue_number, body, state }) =>
          Promise.resolve(
            Object.assign(
              issues.find(({ number }) => number === issue_number)!,
              { body, state },
            ),
          ),
      },
      checks: {
        listForRef: ({ ref }) =>
          Promise.resolve({ data: { check_runs: checks.filter(({ head }) => head === ref) } }),
        create: ({ head_sha, conclusion, output: { summary } }) => {
          const check = {
            head: head_sha,
            html_url: 'https://github.com/check',
            conclusion,
            summary,
            app: { id: APP },
          };
          checks.push(check);
          return Promise.resolve({ data: check });
        },
      },
    },
  } satisfies AlarmRaiser;
  return { client, issues, checks };
}

it('fails a check on the commit and opens an issue with both checkpoints', async () => {
  const { client, issues, checks } = github();
  const incident = await raiseAlarm(client, APP, REPOSITORY, rewrite);
  expect(incident).toBe(issues[0]!.html_url);
  expect(checks).toEqual([expect.objectContaining({ head: rewrite.head, conclusion: 'failure' })]);
  expect(issues[0]!.body).toContain(rewrite.lastSeen.trimEnd());
  // The fence is longer than any in the checkpoint, so that nothing of it is Markdown.
  expect(issues[0]!.body).toContain(`\n\`\`\`\`\`\n${rewrite.present.trimEnd()}\n\`\`\`\`\`\n`);
});

it('fails the check, with both checkpoints, where a repository has no issues', async () => {
  const { client, checks } = github();
  client.rest.issues.create = () => Promise.reject(Object.assign(new Error('Gone'), { status: 410 }));
  await expect(raiseAlarm(client, APP, REPOSITORY, rewrite)).rejects.toThrow('Gone');
  expect(checks[0]!.summary).toContain(rewrite.lastSeen.trimEnd());
  expect(checks[0]!.summary).toContain(rewrite.present.trimEnd());
});

it('opens the issue where the commit is gone, which no check can be put on then', async () => {
  const { client, issues } = github();
  client.rest.checks.create = () =>
    Promise.reject(Object.assign(new Error('No commit found for SHA'), { status: 422 }));
  await expect(raiseAlarm(client, APP, REPOSITORY, rewrite)).rejects.toThrow('No commit found');
  expect(issues).toHaveLength(1);
});

it('is tried again where neither came about, and one of both may in a while', async () => {
  const { client } = github();
  client.rest.checks.create = () => Promise.reject(Object.assign(new Error('Gone'), { status: 422 }));
  const late = Object.assign(new Error('fetch failed'), { code: 'ECONNRESET' });
  client.rest.issues.listForRepo = () => Promise.reject(late);
  await expect(raiseAlarm(client, APP, REPOSITORY, rewrite)).rejects.toBe(late);
});

it('fits into what GitHub takes, however long a checkpoint is made', async () => {
  const { client, issues } = github();
  await raiseAlarm(client, APP, REPOSITORY, {
    ...rewrite,
    present: `${rewrite.present}${'x'.repeat(70_000)}`,
  });
  expect(issues[0]!.body.length).toBeLessThan(65_536);
  expect(issues[0]!.body).toContain(rewrite.present.trimEnd());
});

it('opens one issue for one incident, however often and where on the branch it is seen', async () => {
  const { client, issues, checks } = github();
  await raiseAlarm(client, APP, REPOSITORY, rewrite);
  await raiseAlarm(client, APP, REPOSITORY, rewrite);
  await raiseAlarm(client, APP, REPOSITORY, { ...rewrite, head: 'b'.repeat(40), present: 'later' });
  expect(issues).toHaveLength(1);
  expect(issues[0]!.body).toContain(rewrite.present.trimEnd());
  expect(issues[0]!.body).toContain(`Last seen at commit ${'b'.repeat(40)}`);
  expect(checks.map(({ head }) => head)).toEqual(['a'.repeat(40), 'b'.repeat(40)]);
});

it('opens another issue for another incident, and is not kept from it by the words of others', async () => {
  const { client, issues } = github();
  await raiseAlarm(client, APP, REPOSITORY, rewrite);
  await raiseAlarm(client, APP, REPOSITORY, { ...rewrite, lastSeen: 'later' });
  expect(issues).toHaveLength(2);
  issues.forEach((issue) => (issue.performed_via_github_app = { id: 8 }));
  await raiseAlarm(client, APP, REPOSITORY, rewrite);
  expect(issues).toHaveLength(3);
});

it('opens no second issue below more of them than GitHub lists at once', async () => {
  const { client, issues } = github();
  await raiseAlarm(client, APP, REPOSITORY, rewrite);
  for (let n = 0; n < 250; n++)
    await raiseAlarm(client, APP, REPOSITORY, { ...rewrite, lastSeen: `later ${n}` });
  expect(issues).toHaveLength(251);
  await raiseAlarm(client, APP, REPOSITORY, { ...rewrite, head: 'b'.repeat(40) });
  await raiseAlarm(client, APP, REPOSITORY, { ...rewrite, head: 'c'.repeat(40), lastSeen: 'later 249' });
  expect(issues).toHaveLength(251);
  expect(issues[0]!.body).toContain(`Last seen at commit ${'b'.repeat(40)}`);
  expect(issues[250]!.body).toContain(`Last seen at commit ${'c'.repeat(40)}`);
});

it('keeps all of the evidence, whatever a checkpoint says, when the branch is seen elsewhere', async () => {
  const { client, issues } = github();
  const present = `${rewrite.present}\n\nLast seen at commit ${'0'.repeat(40)}, whose failed check has what was there.`;
  await raiseAlarm(client, APP, REPOSITORY, { ...rewrite, present });
  const { body } = issues[0]!;
  await raiseAlarm(client, APP, REPOSITORY, { ...rewrite, present, head: 'b'.repeat(40) });
  await raiseAlarm(client, APP, REPOSITORY, { ...rewrite, present, head: 'c'.repeat(40) });
  expect(issues[0]!.body).toBe(
    `${body}\n\nLast seen at commit ${'c'.repeat(40)}, whose failed check has what was there.`,
  );
});

it('leaves an issue closed that people closed, until the branch is seen rewritten at another commit', async () => {
  const { client, issues } = github();
  await raiseAlarm(client, APP, REPOSITORY, rewrite);
  issues[0]!.state = 'closed';
  await raiseAlarm(client, APP, REPOSITORY, rewrite);
  expect(issues.map(({ state }) => state)).toEqual(['closed']);
  for (const head of ['b'.repeat(40), 'c'.repeat(40), 'c'.repeat(40)])
    await raiseAlarm(client, APP, REPOSITORY, { ...rewrite, head });
  expect(issues.map(({ state }) => state)).toEqual(['open']);
  expect(issues[0]!.body.match(/Last seen at commit/g)).toHaveLength(1);
  expect(issues[0]!.body).toContain(`Last seen at commit ${'c'.repeat(40)}`);
});

it('is open once though two processes saw it at the same moment, and both name the same issue', async () => {
  const { client, issues } = github();
  const told = await Promise.all([1, 2, 3].map(() => raiseAlarm(client, APP, REPOSITORY, rewrite)));
  expect(issues.length).toBeGreaterThan(1);
  expect(new Set(told).size).toBe(1);
  expect(issues.map(({ state }) => state)).toEqual(['open', ...issues.slice(1).map(() => 'closed')]);
  expect(issues.slice(1).every(({ body }) => body.includes('This is #1'))).toBe(true);
  expect(await raiseAlarm(client, APP, REPOSITORY, rewrite)).toBe(told[0]);
});

it('has what a stranger needs to see it for themselves: the key, both checkpoints, the commit and the command', async () => {
  const { client, issues } = github();
  await raiseAlarm(client, APP, REPOSITORY, rewrite);
  for (const part of [
    rewrite.verifierKey,
    rewrite.lastSeen.trimEnd(),
    rewrite.present.trimEnd(),
    rewrite.reason,
  ])
    expect(issues[0]!.body).toContain(part);
  expect(issues[0]!.body).toContain(`git fetch origin ${rewrite.head}`);
  expect(issues[0]!.body).toContain('vaultmesh covenant --rule VM-I-02 --witnessed FILE');
});
