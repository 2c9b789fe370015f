import { expect, it } from '@jest/globals';
import { type AlarmRaiser, raiseAlarm, type Rewrite } from '../../../app/guard/raise-alarm.ts';

const APP = 7;
const REPOSITORY = { owner: 'acme', repo: 'my-service' };
const rewrite: Rewrite = {
  origin: 'github.com/acme/my-service',
  head: 'a'.repeat(40),
  reason: 'The ledger has two roots for size 2.',
  lastSeen: 'github.com/acme/my-service\n2\nROOT1\n\n— log SIG1\n',
  present: 'github.com/acme/my-service\n2\nROOT2\n```` @everyone\n\n— log SIG2\n',
};

function github() {
  const issues: { html_url: string; body: string; performed_via_github_app: { id: number } }[] = [];
  const checks: { head: string; html_url: string; conclusion: string; summary: string }[] = [];
  const client = {
    rest: {
      issues: {
        listForRepo: () => Promise.resolve({ data: issues }),
        create: ({ body }) => {
          const html_url = `https://github.com/acme/my-service/issues/${issues.length + 1}`;
          const issue = { html_url, body, performed_via_github_app: { id: APP } };
          issues.push(issue);
          return Promise.resolve({ data: issue });
        },
      },
      checks: {
        listForRef: ({ ref }) =>
          Promise.resolve({ data: { check_runs: checks.filter(({ head }) => head === ref) } }),
        create: ({ head_sha, conclusion, output: { summary } }) => {
          const check = { head: head_sha, html_url: 'https://github.com/check', conclusion, summary };
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
