import { beforeAll, describe, expect, it } from '@jest/globals';

import { withGitHub } from './with-github.ts';

const sandbox = withGitHub();
const place = { owner: 'acme', repo: 'commented' };
const path = 'notes.txt';
const lines = Array.from({ length: 30 }, (_, n) => `line ${n + 1}`);
let pull: { number: number; head: { sha: string } };

beforeAll(async () => {
  const { ada } = sandbox.world;
  await ada.repos.createInOrg({ org: place.owner, name: place.repo, auto_init: true });
  const write = async (text: string[], branch: string, sha?: string): Promise<string> => {
    const content = Buffer.from(`${text.join('\n')}\n`).toString('base64');
    const file = { ...place, path, message: 'Notes', content, branch, ...(sha !== undefined && { sha }) };
    const { data } = await ada.repos.createOrUpdateFileContents(file);
    return data.content?.sha ?? '';
  };
  const blob = await write(lines, 'main');
  const { data: main } = await ada.git.getRef({ ...place, ref: 'heads/main' });
  await ada.git.createRef({ ...place, ref: 'refs/heads/change', sha: main.object.sha });
  await write([...lines.slice(0, 9), 'new', ...lines.slice(10, 29)], 'change', blob);
  // What main does meanwhile is none of the pull request's changes.
  await write(['zero', ...lines], 'main', blob);
  pull = (await ada.pulls.create({ ...place, title: 'Change', head: 'change', base: 'main' })).data;
});

interface Comment {
  path: string;
  body: string;
  line?: number;
  side?: string;
  start_line?: number;
  start_side?: string;
}

const review = (comment: Partial<Comment>, commit_id = pull.head.sha) => {
  const at = { ...place, pull_number: pull.number };
  const comments = [{ path, body: 'Why?', ...comment }];
  return sandbox.world.bob.pulls.createReview({ ...at, event: 'COMMENT', body: 'See', commit_id, comments });
};

/** As GitHub publishes refusals of reviews: `validation-error-simple`. */
const inWords = { status: 422, response: { data: { errors: [expect.any(String)] } } };

describe('the comments of a review', () => {
  it('are on lines of the diff from where the branch left its base, of either side', async () => {
    await review({ line: 10 });
    await review({ line: 10, side: 'LEFT' });
    await review({ start_line: 7, start_side: 'RIGHT', line: 13, side: 'RIGHT' });
    const { data } = await sandbox.world.ada.pulls.listReviewComments({ ...place, pull_number: pull.number });
    const [right, left, several] = data;
    const common = { path, user: { login: 'bob' }, commit_id: pull.head.sha, body: 'Why?' };
    expect(right).toMatchObject({ ...common, line: 10, side: 'RIGHT', start_line: null });
    expect(right?.diff_hunk).toMatch(/^@@ -7,7 \+7,7 @@.*\n line 7\n line 8\n line 9\n-line 10\n\+new$/);
    expect(left?.diff_hunk).toMatch(/\n-line 10$/);
    expect(several).toMatchObject({ start_line: 7, start_side: 'RIGHT', line: 13 });
    const { data: files } = await sandbox.world.ada.pulls.listFiles({ ...place, pull_number: pull.number });
    expect(files).toMatchObject([{ filename: path, additions: 1, deletions: 2 }]);
  });

  it.each([
    ['behind a hunk', { line: 14 }],
    ['before it', { line: 6 }],
    ['from before it', { start_line: 6, line: 8 }],
    ['over two', { start_line: 13, line: 28 }],
    ['of the other side', { line: 30 }],
    ['of another file', { path: 'README.md', line: 1 }],
    ['from its last line on', { start_line: 10, line: 10 }],
    ['without a line', {}],
    ['without a path', { path: undefined, line: 10 }],
    ['without words', { body: undefined, line: 10 }],
    ['at a line that is none', { line: 1.5 }],
  ])('are refused %s, with the whole review', async (_, comment) => {
    const at = { ...place, pull_number: pull.number };
    const before = await sandbox.world.ada.pulls.listReviews(at);
    await expect(review(comment as Partial<Comment>)).rejects.toMatchObject(inWords);
    expect((await sandbox.world.ada.pulls.listReviews(at)).data).toHaveLength(before.data.length);
  });

  it('are refused at a commit that the pull request does not have', async () => {
    const { data } = await sandbox.world.ada.git.getRef({ ...place, ref: 'heads/main' });
    await expect(review({ line: 10 }, data.object.sha)).rejects.toMatchObject(inWords);
  });
});
