import { describe, expect, it } from '@jest/globals';
import { ALL_EVENTS, ALL_PERMISSIONS, appOctokit, withGitHub } from './with-github.ts';

const sandbox = withGitHub();

const CREATE = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid message } ref { name target { oid } } }
}`;

interface Created {
  readonly createCommitOnBranch: { readonly commit: { readonly oid: string; readonly message: string } };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function repository(name: string): Promise<{ owner: string; repo: string; head: string }> {
  const { ada } = sandbox.world;
  await ada.repos.createInOrg({ org: 'acme', name, auto_init: true });
  const { data } = await ada.git.getRef({ owner: 'acme', repo: name, ref: 'heads/main' });
  return { owner: 'acme', repo: name, head: data.object.sha };
}

function input(repo: string, expectedHeadOid: string, fileChanges: object) {
  return {
    branch: { repositoryNameWithOwner: `acme/${repo}`, branchName: 'main' },
    expectedHeadOid,
    fileChanges,
    message: { headline: 'Append', body: 'Two entries' },
  };
}

describe('createCommitOnBranch', () => {
  it('tells, with the commit, the release of a tag, a draft too', async () => {
    const { ada } = sandbox.world;
    const { owner, repo, head } = await repository('released');
    const ask = async (expected: string) => {
      const { createCommitOnBranch } = await ada.graphql<{
        createCommitOnBranch: { commit: { oid: string; repository: { release: unknown } } };
      }>(
        `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) {
          commit { oid repository { release(tagName: "v1") { databaseId isDraft } } } } }`,
        {
          input: input(repo, expected, { additions: [{ path: expected, contents: base64('x') }] }),
        },
      );
      return createCommitOnBranch.commit;
    };
    const without = await ask(head);
    expect(without.repository).toEqual({ release: null });
    const { data } = await ada.repos.createRelease({ owner, repo, tag_name: 'v1', draft: true });
    const { repository: withDraft } = await ask(without.oid);
    expect(withDraft).toEqual({ release: { databaseId: data.id, isDraft: true } });
  });

  it('adds and deletes files in one commit on the expected head', async () => {
    const { ada } = sandbox.world;
    const { owner, repo, head } = await repository('append');
    const made = await ada.graphql<Created>(CREATE, {
      input: input(repo, head, {
        additions: [{ path: 'tile/0/000.p/1', contents: base64('hash') }],
        deletions: [{ path: 'README.md' }],
      }),
    });
    expect(made.createCommitOnBranch.commit.message).toBe('Append\n\nTwo entries');
    const tree = await ada.git.getTree({
      owner,
      repo,
      tree_sha: made.createCommitOnBranch.commit.oid,
      recursive: '1',
    });
    expect(tree.data.tree.filter((one) => one.type === 'blob').map((one) => one.path)).toEqual([
      'tile/0/000.p/1',
    ]);
  });

  it('changes nothing on a head that is no longer there', async () => {
    const { ada, github } = sandbox.world;
    const { owner, repo, head } = await repository('stale');
    const change = { additions: [{ path: 'a', contents: base64('a') }] };
    github.faults.onRequest({ kind: 'stale-head', route: '/graphql' });
    await expect(ada.graphql(CREATE, { input: input(repo, head, change) })).rejects.toMatchObject({
      errors: [
        {
          type: 'STALE_DATA',
          path: ['createCommitOnBranch'],
          message: `Expected branch to point to "${head}" but it did not. Pull and try again.`,
        },
      ],
    });
    const now = await ada.repos.getBranch({ owner, repo, branch: 'main' });
    expect(now.data.commit.commit.message).toBe('Concurrent change\n'.trim());
    await expect(ada.repos.getContent({ owner, repo, path: 'a' })).rejects.toMatchObject({ status: 404 });
    await ada.graphql(CREATE, { input: input(repo, now.data.commit.sha, change) });
  });

  it('says which path of a deletion is not there', async () => {
    const { ada } = sandbox.world;
    const { repo, head } = await repository('missing');
    const change = { deletions: [{ path: 'no/such' }] };
    await expect(ada.graphql(CREATE, { input: input(repo, head, change) })).rejects.toThrow(
      /does not exist.*no\/such/,
    );
  });

  it('is one at a time: of many writers on one head, one wins', async () => {
    const { ada } = sandbox.world;
    const { owner, repo, head } = await repository('race');
    const writers = [1, 2, 3, 4].map((n) =>
      ada.graphql(CREATE, { input: input(repo, head, { additions: [{ path: `f${n}`, contents: '' }] }) }),
    );
    const settled = await Promise.allSettled(writers);
    expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await ada.repos.listCommits({ owner, repo })).data).toHaveLength(2);
  });

  it('is forbidden without contents: write', async () => {
    const { ada, github } = sandbox.world;
    const { repo, head } = await repository('readonly');
    const app = github.registerApp({
      slug: 'reader',
      webhookUrl: 'http://127.0.0.1:9/',
      webhookSecret: 'x',
      permissions: { ...ALL_PERMISSIONS, contents: 'read' },
      events: ALL_EVENTS,
    });
    const reader = appOctokit(github, app, github.installApp({ slug: 'reader', account: 'acme' }).id);
    await expect(reader.graphql(CREATE, { input: input(repo, head, {}) })).rejects.toMatchObject({
      errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
    });
    expect(await ada.graphql('{ viewer { login } }')).toEqual({ viewer: { login: 'ada' } });
  });
});

describe('queries', () => {
  it('read refs, blobs and trees', async () => {
    const { ada } = sandbox.world;
    const { owner, repo, head } = await repository('query');
    const answer = await ada.graphql(
      `query ($owner: String!, $repo: String!) {
        repository(owner: $owner, name: $repo) {
          isEmpty
          defaultBranchRef { name target { oid } }
          ref(qualifiedName: "refs/heads/none") { name }
          file: object(expression: "main:README.md") { ... on Blob { text byteSize isBinary oid } }
          folder: object(expression: "main:") { ... on Tree { entries { name type } } }
          commit: object(expression: "main") { ... on Commit { oid messageHeadline file(path: "README.md") { size } } }
        }
      }`,
      { owner, repo },
    );
    expect(answer).toEqual({
      repository: {
        isEmpty: false,
        defaultBranchRef: { name: 'main', target: { oid: head } },
        ref: null,
        file: {
          text: '# query\n',
          byteSize: 8,
          isBinary: false,
          oid: expect.stringMatching(/^[0-9a-f]{40}$/),
        },
        folder: { entries: [{ name: 'README.md', type: 'blob' }] },
        commit: { oid: head, messageHeadline: 'Initial commit', file: { size: 8 } },
      },
    });
  });

  it('of what the sandbox does not know are errors, not guesses', async () => {
    const { ada } = sandbox.world;
    await expect(
      ada.graphql('{ repository(owner: "acme", name: "query") { stargazerCount } }'),
    ).rejects.toThrow(/Cannot query field/);
    await expect(ada.graphql('{ repository(owner: "acme", name: "nope") { id } }')).rejects.toMatchObject({
      errors: [{ type: 'NOT_FOUND' }],
    });
  });
});

describe('updateRefs', () => {
  const UPDATE = `mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }`;
  const NOWHERE = '0'.repeat(40);

  it('changes every ref from where it was seen, or none', async () => {
    const { ada } = sandbox.world;
    const { owner, repo, head } = await repository('refs');
    const { data } = await ada.repos.get({ owner, repo });
    const update = (...refUpdates: object[]) =>
      ada.graphql(UPDATE, { input: { repositoryId: data.node_id, refUpdates } });
    const branches = async () =>
      (await ada.repos.listBranches({ owner, repo })).data.map(({ name, commit }) => [name, commit.sha]);
    const { data: commit } = await ada.git.createCommit({
      owner,
      repo,
      message: 'next',
      tree: (await ada.git.getCommit({ owner, repo, commit_sha: head })).data.tree.sha,
      parents: [head],
    });
    const next = commit.sha;
    const main = { name: 'refs/heads/main', beforeOid: head, afterOid: next };
    const copy = { name: 'refs/heads/copy', beforeOid: NOWHERE, afterOid: next };
    await update(main, copy);
    expect(await branches()).toEqual([
      ['copy', next],
      ['main', next],
    ]);
    const other = { name: 'refs/heads/other', beforeOid: NOWHERE, afterOid: head };
    await expect(update(other, copy)).rejects.toThrow('refs/heads/copy is not at');
    await expect(update(other, { name: 'refs/heads/main', afterOid: head })).rejects.toThrow('fast forward');
    expect(await branches()).toHaveLength(2);
    await update({ name: 'refs/heads/copy', beforeOid: next, afterOid: NOWHERE });
    expect(await branches()).toEqual([['main', next]]);
  });
});
