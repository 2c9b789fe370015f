import { describe, expect, it } from '@jest/globals';
import { withGitHub } from './with-github.ts';

const sandbox = withGitHub();

const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function newRepository(name: string): Promise<{ owner: string; repo: string }> {
  await sandbox.world.ada.repos.createInOrg({ org: 'acme', name, auto_init: true });
  return { owner: 'acme', repo: name };
}

async function headOf(place: { owner: string; repo: string }, branch = 'main'): Promise<string> {
  const { data } = await sandbox.world.ada.git.getRef({ ...place, ref: `heads/${branch}` });
  return data.object.sha;
}

describe('repositories', () => {
  it('creates, shows, changes and deletes one', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('life');
    await ada.repos.update({ ...place, description: 'A service' });
    await ada.repos.replaceAllTopics({ ...place, names: ['python', 'service'] });
    const { data } = await ada.repos.get(place);
    expect(data).toMatchObject({
      full_name: 'acme/life',
      description: 'A service',
      topics: ['python', 'service'],
      default_branch: 'main',
      permissions: { admin: true },
    });
    expect((await ada.repos.listForOrg({ org: 'acme' })).data.map((one) => one.name)).toContain('life');
    await ada.repos.delete(place);
    await expect(ada.repos.get(place)).rejects.toMatchObject({ status: 404 });
  });

  it('refuses a name that is taken or leads elsewhere', async () => {
    const { ada } = sandbox.world;
    await newRepository('taken');
    for (const name of ['taken', '../evil', '..', 'a/b', '']) {
      await expect(ada.repos.createInOrg({ org: 'acme', name })).rejects.toMatchObject({ status: 422 });
    }
  });

  it('hides a private repository from those who may not read it', async () => {
    const { ada, bob } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'hidden', private: true, auto_init: true });
    const place = { owner: 'acme', repo: 'hidden' };
    await expect(bob.repos.get(place)).rejects.toMatchObject({ status: 404 });
    await ada.repos.addCollaborator({ ...place, username: 'bob', permission: 'triage' });
    expect((await bob.repos.get(place)).data.private).toBe(true);
    const { data } = await ada.repos.getCollaboratorPermissionLevel({ ...place, username: 'bob' });
    expect(data).toMatchObject({ permission: 'read', role_name: 'triage' });
  });

  it('pages long lists by Link headers', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('paged');
    for (let n = 1; n <= 5; n += 1) await ada.issues.create({ ...place, title: `Issue ${n}` });
    const all = await ada.paginate(ada.issues.listForRepo, { ...place, per_page: 2 });
    expect(all.map((issue) => issue.number)).toEqual([5, 4, 3, 2, 1]);
  });
});

describe('git data', () => {
  it('builds a commit from blobs and a tree and moves the branch forward only', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('git-data');
    const head = await headOf(place);
    const blob = await ada.git.createBlob({ ...place, content: base64('#!/bin/sh\n'), encoding: 'base64' });
    const tree = await ada.git.createTree({
      ...place,
      base_tree: head,
      tree: [
        { path: 'bin/run', mode: '100755', type: 'blob', sha: blob.data.sha },
        { path: 'docs/a.md', mode: '100644', type: 'blob', content: 'a\n' },
      ],
    });
    const commit = await ada.git.createCommit({
      ...place,
      message: 'Add files',
      tree: tree.data.sha,
      parents: [head],
    });
    await ada.git.updateRef({ ...place, ref: 'heads/main', sha: commit.data.sha });
    const listed = await ada.git.getTree({ ...place, tree_sha: 'main', recursive: '1' });
    expect(listed.data.tree.map((entry) => `${entry.mode} ${entry.path}`)).toEqual([
      '100644 README.md',
      '040000 bin',
      '100755 bin/run',
      '040000 docs',
      '100644 docs/a.md',
    ]);
    await expect(ada.git.updateRef({ ...place, ref: 'heads/main', sha: head })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Update is not a fast forward'),
    });
    await ada.git.updateRef({ ...place, ref: 'heads/main', sha: head, force: true });
    expect(await headOf(place)).toBe(head);
    expect((await ada.git.getCommit({ ...place, commit_sha: commit.data.sha })).data.message).toBe(
      'Add files',
    );
    expect((await ada.git.getBlob({ ...place, file_sha: blob.data.sha })).data.content.trim()).toBe(
      base64('#!/bin/sh\n'),
    );
  });

  it('takes paths out of a tree', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('removal');
    const tree = await ada.git.createTree({
      ...place,
      base_tree: await headOf(place),
      tree: [
        { path: 'README.md', mode: '100644', type: 'blob', sha: null },
        { path: 'new.txt', mode: '100644', type: 'blob', content: 'new' },
      ],
    });
    expect(tree.data.tree.map((entry) => entry.path)).toEqual(['new.txt']);
  });

  it('answers 409 for git data of an empty repository, and takes its first file by the contents API', async () => {
    const { ada } = sandbox.world;
    await ada.repos.createInOrg({ org: 'acme', name: 'empty' });
    const place = { owner: 'acme', repo: 'empty' };
    await expect(ada.git.createBlob({ ...place, content: 'x' })).rejects.toMatchObject({ status: 409 });
    await ada.repos.createOrUpdateFileContents({
      ...place,
      path: 'README.md',
      message: 'First',
      content: base64('# hi\n'),
    });
    const { data } = await ada.repos.getContent({ ...place, path: 'README.md' });
    expect(data).toMatchObject({ type: 'file', path: 'README.md' });
  });

  it('creates, finds and deletes refs', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('refs');
    const sha = await headOf(place);
    await ada.git.createRef({ ...place, ref: 'refs/heads/spawn/a', sha });
    await ada.git.createRef({ ...place, ref: 'refs/heads/spawn/b', sha });
    await expect(ada.git.createRef({ ...place, ref: 'refs/heads/spawn/a', sha })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Reference already exists'),
    });
    const found = await ada.git.listMatchingRefs({ ...place, ref: 'heads/spawn/' });
    expect(found.data.map((ref) => ref.ref)).toEqual(['refs/heads/spawn/a', 'refs/heads/spawn/b']);
    await ada.git.deleteRef({ ...place, ref: 'heads/spawn/a' });
    await expect(ada.git.getRef({ ...place, ref: 'heads/spawn/a' })).rejects.toMatchObject({ status: 404 });
    expect((await ada.repos.getBranch({ ...place, branch: 'spawn/b' })).data.commit.sha).toBe(sha);
    expect((await ada.repos.listBranches(place)).data).toHaveLength(2);
    const tag = await ada.git.createTag({ ...place, tag: 'v1', message: 'One', object: sha, type: 'commit' });
    await ada.git.createRef({ ...place, ref: 'refs/tags/v1', sha: tag.data.sha });
    expect((await ada.repos.listTags(place)).data[0]).toMatchObject({ name: 'v1', commit: { sha } });
  });
});

describe('contents', () => {
  it('writes, reads raw, lists and removes files, and wants the blob that is replaced', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('contents');
    const file = { ...place, path: 'docs/ü b.md', message: 'Write' };
    const first = await ada.repos.createOrUpdateFileContents({ ...file, content: base64('one\n') });
    await expect(
      ada.repos.createOrUpdateFileContents({ ...file, content: base64('two\n') }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(
      ada.repos.createOrUpdateFileContents({ ...file, content: base64('two\n'), sha: '0'.repeat(40) }),
    ).rejects.toMatchObject({ status: 409 });
    const sha = first.data.content?.sha ?? '';
    await ada.repos.createOrUpdateFileContents({ ...file, content: base64('two\n'), sha });
    const raw = await ada.repos.getContent({ ...file, mediaType: { format: 'raw' } });
    expect(raw.data).toBe('two\n');
    const folder = await ada.repos.getContent({ ...place, path: 'docs' });
    expect(folder.data).toMatchObject([{ name: 'ü b.md', type: 'file' }]);
    const now = await ada.repos.getContent(file);
    await ada.repos.deleteFile({ ...file, sha: 'sha' in now.data ? now.data.sha : '' });
    await expect(ada.repos.getContent(file)).rejects.toMatchObject({ status: 404 });
    expect((await ada.repos.listCommits(place)).data.map((one) => one.commit.message)).toEqual([
      'Write',
      'Write',
      'Write',
      'Initial commit',
    ]);
    const compared = await ada.repos.compareCommitsWithBasehead({
      ...place,
      basehead: `${first.data.commit.sha ?? ''}...main`,
    });
    expect(compared.data).toMatchObject({ status: 'ahead', ahead_by: 2, files: [{ status: 'removed' }] });
    const shown = await ada.repos.getCommit({ ...place, ref: 'main' });
    expect(shown.data.stats).toMatchObject({ deletions: 1 });
  });
});

describe('pull requests', () => {
  async function branchWith(
    place: { owner: string; repo: string },
    branch: string,
    path: string,
    text: string,
  ) {
    const { ada } = sandbox.world;
    await ada.git.createRef({ ...place, ref: `refs/heads/${branch}`, sha: await headOf(place) });
    await ada.repos.createOrUpdateFileContents({
      ...place,
      branch,
      path,
      message: `Add ${path}`,
      content: base64(text),
    });
  }

  it('shows its files and merges with a merge commit that git made', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('merge');
    await branchWith(place, 'adr', 'docs/adr.md', '# ADR\n');
    const pull = await ada.pulls.create({ ...place, title: 'ADR', head: 'adr', base: 'main', body: 'why' });
    const at = { ...place, pull_number: pull.data.number };
    await expect(
      ada.pulls.create({ ...place, title: 'Twin', head: 'adr', base: 'main' }),
    ).rejects.toMatchObject({
      status: 422,
    });
    expect(pull.data).toMatchObject({ mergeable: true, changed_files: 1, additions: 1, commits: 1 });
    expect((await ada.pulls.listFiles(at)).data).toMatchObject([
      { filename: 'docs/adr.md', status: 'added' },
    ]);
    expect((await ada.pulls.listCommits(at)).data).toHaveLength(1);
    expect((await ada.pulls.list({ ...place, head: 'acme:adr' })).data).toHaveLength(1);
    await ada.pulls.update({ ...at, title: 'ADR 1' });
    const trial = await ada.git.getRef({ ...place, ref: `pull/${pull.data.number}/merge` });
    expect(pull.data.merge_commit_sha).toBe(trial.data.object.sha);
    const merged = await ada.pulls.merge(at);
    const commit = await ada.git.getCommit({ ...place, commit_sha: merged.data.sha });
    expect(commit.data.parents).toHaveLength(2);
    expect((await ada.pulls.get(at)).data).toMatchObject({
      merged: true,
      state: 'closed',
      merged_by: { login: 'ada' },
    });
    expect((await ada.pulls.checkIfMerged(at)).status).toBe(204);
    const of = await ada.repos.listPullRequestsAssociatedWithCommit({
      ...place,
      commit_sha: merged.data.sha,
    });
    expect(of.data.map((one) => one.number)).toEqual([pull.data.number]);
  });

  it('is reviewed as it stands, by others than its author', async () => {
    const { ada, bob } = sandbox.world;
    const place = await newRepository('reviewed');
    await branchWith(place, 'adr', 'docs/adr.md', '# ADR\n');
    const { data: pull } = await ada.pulls.create({ ...place, title: 'ADR', head: 'adr', base: 'main' });
    const at = { ...place, pull_number: pull.number };
    await expect(ada.pulls.createReview({ ...at, event: 'APPROVE' })).rejects.toMatchObject({ status: 422 });
    await expect(bob.pulls.createReview({ ...at, event: 'COMMENT' })).rejects.toMatchObject({ status: 422 });
    await bob.pulls.createReview({ ...at, event: 'REQUEST_CHANGES', body: 'Why?' });
    await bob.pulls.createReview({ ...at, event: 'APPROVE' });
    const { data } = await ada.pulls.listReviews(at);
    expect(data).toMatchObject([
      { state: 'CHANGES_REQUESTED', body: 'Why?', user: { login: 'bob' } },
      { state: 'APPROVED', body: '', user: { login: 'bob' }, commit_id: pull.head.sha },
    ]);
  });

  it('squashes, and refuses what conflicts or has moved on', async () => {
    const { ada } = sandbox.world;
    const place = await newRepository('squash');
    await branchWith(place, 'one', 'a.txt', 'one\n');
    await branchWith(place, 'two', 'a.txt', 'two\n');
    const one = await ada.pulls.create({ ...place, title: 'One', head: 'one', base: 'main' });
    const two = await ada.pulls.create({ ...place, title: 'Two', head: 'two', base: 'main' });
    const first = { ...place, pull_number: one.data.number };
    await expect(ada.pulls.merge({ ...first, sha: '0'.repeat(40) })).rejects.toMatchObject({ status: 409 });
    const merged = await ada.pulls.merge({ ...first, merge_method: 'squash' });
    const commit = await ada.git.getCommit({ ...place, commit_sha: merged.data.sha });
    expect(commit.data.parents).toHaveLength(1);
    await expect(ada.pulls.merge({ ...place, pull_number: two.data.number })).rejects.toMatchObject({
      status: 405,
    });
    expect((await ada.pulls.get({ ...place, pull_number: two.data.number })).data.mergeable).toBe(false);
  });
});
