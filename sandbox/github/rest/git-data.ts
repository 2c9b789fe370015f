import { fromBase64, toBase64, utf8 } from '../../../core/common/bytes.ts';
import { formatTime } from '../../../core/common/clock.ts';
import { listTree } from '../git/list-tree.ts';
import { objectInfo } from '../git/object-info.ts';
import { readCommit } from '../git/read-commit.ts';
import { readObject } from '../git/read-object.ts';
import { GitError, gitText } from '../git/run-git.ts';
import { writeBlobs } from '../git/write-blobs.ts';
import type { Signature } from '../git/write-commit.ts';
import { writeCommit } from '../git/write-commit.ts';
import type { TreeChange } from '../git/write-tree.ts';
import { writeTree } from '../git/write-tree.ts';
import { ApiError, invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Fields } from '../http/fields.ts';
import { bytes, created, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { identityOf } from '../refs/commit-on-branch.ts';
import { resolveCommit } from '../refs/resolve-commit.ts';
import { objectUrl, renderGitCommit } from '../render/git-objects.ts';
import { nodeId } from '../render/node-id.ts';
import type { Schema } from '../render/schema.ts';
import { requireCommits } from './git-refs.ts';

const MODES = ['100644', '100755', '040000', '160000', '120000'] as const;

function decodeContent(fields: Fields): Uint8Array {
  const content = fields.string('content');
  if (fields.optionalString('encoding') !== 'base64') return utf8(content);
  const decoded = fromBase64(content.replace(/\s/g, ''));
  if (decoded === undefined) throw invalid('Blob', 'content', 'invalid', 'content is not valid Base64');
  return decoded;
}

async function treeChanges(call: Call, entries: readonly Fields[]): Promise<TreeChange[]> {
  const inline = entries.filter((entry) => entry.has('content'));
  const oids = await writeBlobs(
    call.repository.gitDirectory,
    inline.map((entry) => utf8(entry.string('content'))),
  );
  return Promise.all(
    entries.map(async (entry): Promise<TreeChange> => {
      const path = entry.string('path');
      const mode = entry.oneOf('mode', MODES) ?? '100644';
      if (path.startsWith('/') || path.split('/').some((part) => ['', '.', '..', '.git'].includes(part))) {
        throw invalid('Tree', 'path', 'invalid', `tree.path contains a malformed path component`);
      }
      if (entry.has('content')) return { path, mode, oid: oids[inline.indexOf(entry)] ?? null };
      if (entry.isNull('sha')) return { path, mode, oid: null };
      const oid = entry.string('sha');
      const info = /^[0-9a-f]{40}$/.test(oid)
        ? await objectInfo(call.repository.gitDirectory, oid)
        : undefined;
      if (info === undefined && mode !== '160000')
        throw new ApiError(422, `tree.sha ${oid} is not a valid object`);
      return { path, mode, oid };
    }),
  );
}

async function renderTree(call: Call, oid: string, recursive: boolean): Promise<Schema<'git-tree'>> {
  const { hub, repository } = call;
  const entries = await listTree(repository.gitDirectory, oid, recursive);
  return {
    sha: oid,
    url: objectUrl(hub, repository, 'tree', oid),
    tree: entries.map(({ path, mode, type, oid: sha, size }) => ({
      path,
      mode,
      type,
      sha,
      ...(size === undefined ? {} : { size }),
      ...(type === 'commit' ? {} : { url: objectUrl(hub, repository, type, sha) }),
    })),
    truncated: false,
  };
}

function signature(fields: Fields | undefined, fallback: Signature): Signature {
  if (fields === undefined) return fallback;
  const date = fields.optionalString('date') ?? fallback.date;
  if (Number.isNaN(Date.parse(date))) throw invalid('Commit', 'date');
  return { name: fields.string('name'), email: fields.string('email'), date };
}

async function blob(call: Call) {
  const object = await readObject(call.repository.gitDirectory, call.param('file_sha'));
  if (object?.type !== 'blob') throw notFound();
  return object;
}

async function requireType(call: Call, oid: string, type: 'tree' | 'commit'): Promise<void> {
  const { gitDirectory } = call.repository;
  const info = /^[0-9a-f]{40}$/.test(oid) ? await objectInfo(gitDirectory, oid) : undefined;
  if (info?.type !== type) throw new ApiError(422, `${oid} is not a ${type} of this repository`);
}

/** Blobs, trees, commits and tags of the git data API. */
export const gitDataRoutes = [
  route('POST /repos/{owner}/{repo}/git/blobs', repository('contents:write'), async (call) => {
    await requireCommits(call);
    const { hub, repository } = call;
    const [sha = ''] = await writeBlobs(repository.gitDirectory, [decodeContent(call.fields('Blob'))]);
    const body: Schema<'short-blob'> = { sha, url: objectUrl(hub, repository, 'blob', sha) };
    return created(body);
  }),

  route('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', repository('contents:read'), async (call) => {
    const { oid, content } = await blob(call);
    if (call.wants('raw')) return bytes(content, 'application/vnd.github.raw+json; charset=utf-8');
    const body: Schema<'blob'> = {
      sha: oid,
      node_id: nodeId('Blob', oid),
      size: content.length,
      url: objectUrl(call.hub, call.repository, 'blob', oid),
      content: toBase64(content).replace(/.{60}/g, '$&\n'),
      encoding: 'base64',
    };
    return ok(body);
  }),

  route('POST /repos/{owner}/{repo}/git/trees', repository('contents:write'), async (call) => {
    await requireCommits(call);
    const { gitDirectory } = call.repository;
    const fields = call.fields('Tree');
    const entries = fields.objects('tree');
    if (entries === undefined) throw invalid('Tree', 'tree', 'missing_field');
    const base = fields.optionalString('base_tree');
    if (base !== undefined && (await objectInfo(gitDirectory, `${base}^{tree}`)) === undefined) {
      throw new ApiError(404, 'Not Found');
    }
    try {
      const oid = await writeTree(gitDirectory, base, await treeChanges(call, entries));
      return created(await renderTree(call, oid, false));
    } catch (error) {
      if (error instanceof GitError)
        throw new ApiError(422, `Could not write the tree: ${error.stderr.trim()}`);
      throw error;
    }
  }),

  route('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', repository('contents:read'), async (call) => {
    await requireCommits(call);
    const { repository } = call;
    const named = call.param('tree_sha');
    const expression = (await resolveCommit(repository, named)) ?? named;
    const info = /^[0-9a-f]{40}$/.test(expression)
      ? await objectInfo(repository.gitDirectory, `${expression}^{tree}`)
      : undefined;
    if (info === undefined) throw notFound();
    return ok(await renderTree(call, info.oid, call.query('recursive') !== undefined));
  }),

  route('POST /repos/{owner}/{repo}/git/commits', repository('contents:write'), async (call) => {
    await requireCommits(call);
    const { hub, actor, repository } = call;
    const fields = call.fields('Commit');
    const tree = fields.string('tree');
    const parents = fields.strings('parents') ?? [];
    await requireType(call, tree, 'tree');
    for (const parent of parents) await requireType(call, parent, 'commit');
    const author = signature(fields.object('author'), identityOf(hub, actor));
    const committer = signature(fields.object('committer'), author);
    const message = fields.string('message');
    const oid = await writeCommit(repository.gitDirectory, { tree, parents, message, author, committer });
    const commit = await readCommit(repository.gitDirectory, oid);
    if (commit === undefined) throw notFound();
    return created(renderGitCommit(hub, repository, commit));
  }),

  route('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', repository('contents:read'), async (call) => {
    await requireCommits(call);
    const oid = call.param('commit_sha');
    const { hub, repository } = call;
    const commit = /^[0-9a-f]{40}$/.test(oid) ? await readCommit(repository.gitDirectory, oid) : undefined;
    if (commit === undefined) throw notFound();
    return ok(renderGitCommit(hub, repository, commit));
  }),

  route('POST /repos/{owner}/{repo}/git/tags', repository('contents:write'), async (call) => {
    const { hub, actor, repository } = call;
    const fields = call.fields('Tag');
    const tagger = signature(fields.object('tagger'), identityOf(hub, actor));
    const [tag, object, message] = [fields.string('tag'), fields.string('object'), fields.string('message')];
    const type = fields.oneOf('type', ['commit', 'tree', 'blob']) ?? 'commit';
    const seconds = Math.floor(new Date(tagger.date).getTime() / 1000);
    const input = [
      `object ${object}`,
      `type ${type}`,
      `tag ${tag}`,
      `tagger ${tagger.name} <${tagger.email}> ${seconds} +0000`,
      '',
      `${message}\n`,
    ].join('\n');
    let sha: string;
    try {
      sha = await gitText(repository.gitDirectory, ['mktag'], { input });
    } catch (error) {
      if (error instanceof GitError)
        throw new ApiError(422, `Could not write the tag: ${error.stderr.trim()}`);
      throw error;
    }
    const body: Schema<'git-tag'> = {
      node_id: nodeId('Tag', sha),
      tag,
      sha,
      url: objectUrl(hub, repository, 'tag', sha),
      message,
      tagger: { ...tagger, date: formatTime(new Date(tagger.date)) },
      object: { sha: object, type, url: objectUrl(hub, repository, type, object) },
    };
    return created(body);
  }),
];
