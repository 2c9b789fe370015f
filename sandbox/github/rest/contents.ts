import { fromBase64, toBase64 } from '../../../core/common/bytes.ts';
import type { Signature } from '../git/write-commit.ts';
import type { TreeEntry } from '../git/list-tree.ts';
import { listTree } from '../git/list-tree.ts';
import { objectInfo } from '../git/object-info.ts';
import { readCommit } from '../git/read-commit.ts';
import { readObject } from '../git/read-object.ts';
import { ApiError, invalid, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { Fields } from '../http/fields.ts';
import { bytes, created, ok } from '../http/reply.ts';
import { repository, route } from '../http/route.ts';
import { commitOnBranch, identityOf } from '../refs/commit-on-branch.ts';
import { resolveCommit } from '../refs/resolve-commit.ts';
import { objectUrl, renderGitCommit } from '../render/git-objects.ts';
import { repositoryPage, repositoryUrl } from '../render/repository-urls.ts';
import type { Schema } from '../render/schema.ts';

interface Place {
  readonly commit: string;
  /** As the request named it: branch, tag or object id. */
  readonly ref: string;
  /** Without slashes at either end; empty for the root. */
  readonly path: string;
}

async function placeOf(call: Call): Promise<Place> {
  const { repository } = call;
  const ref = call.query('ref') ?? repository.defaultBranch;
  const path = cleanPath(call.param('path'));
  const commit = await resolveCommit(repository, ref);
  if (commit === undefined) {
    throw new ApiError(
      404,
      call.query('ref') === undefined ? 'This repository is empty.' : `No commit found for the ref ${ref}`,
    );
  }
  return { commit, ref, path };
}

function cleanPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.some((part) => part === '.' || part === '..' || part.toLowerCase() === '.git')) {
    throw new ApiError(422, 'path contains a malformed path component');
  }
  return parts.join('/');
}

function links(call: Call, entry: Pick<TreeEntry, 'path' | 'oid' | 'type'>, ref: string) {
  const { hub, repository } = call;
  const path = encodeURI(entry.path);
  const page = repositoryPage(hub, repository);
  const self = `${repositoryUrl(hub, repository)}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const git = objectUrl(hub, repository, entry.type, entry.oid);
  const html = `${page}/${entry.type}/${ref}/${path}`;
  return {
    url: self,
    html_url: html,
    git_url: git,
    download_url: entry.type === 'blob' ? `${page}/raw/${ref}/${path}` : null,
    _links: { self, git, html },
  };
}

async function file(call: Call, place: Place, oid: string) {
  const object = await readObject(call.repository.gitDirectory, oid);
  if (object === undefined) throw notFound();
  return {
    type: 'file',
    encoding: 'base64',
    size: object.content.length,
    name: place.path.split('/').at(-1) ?? '',
    path: place.path,
    content: toBase64(object.content).replace(/.{60}/g, '$&\n'),
    sha: oid,
    ...links(call, { path: place.path, oid, type: 'blob' }, place.ref),
  } satisfies Schema<'content-file'>;
}

async function directory(call: Call, place: Place, oid: string): Promise<Schema<'content-directory'>> {
  const entries = await listTree(call.repository.gitDirectory, oid);
  return entries.map((entry) => {
    const path = place.path === '' ? entry.path : `${place.path}/${entry.path}`;
    const type = entry.type === 'tree' ? 'dir' : entry.type === 'commit' ? 'submodule' : 'file';
    return {
      type: entry.mode === '120000' ? 'symlink' : type,
      size: entry.size ?? 0,
      name: entry.path,
      path,
      sha: entry.oid,
      ...links(call, { ...entry, path }, place.ref),
    };
  });
}

function signature(fields: Fields | undefined, fallback: Signature): Signature {
  if (fields === undefined) return fallback;
  return {
    name: fields.string('name'),
    email: fields.string('email'),
    date: fields.optionalString('date') ?? fallback.date,
  };
}

/** Commits one changed file (`content`) or one removed file to a branch and gives GitHub's answer. */
async function commitFile(call: Call, fields: Fields, content: Uint8Array | undefined) {
  const { hub, actor, repository } = call;
  const path = cleanPath(call.param('path'));
  const branch = fields.optionalString('branch') ?? repository.defaultBranch;
  const [claimed, message] = [fields.optionalString('sha'), fields.string('message')];
  const author = signature(fields.object('author'), identityOf(hub, actor));
  let before: string | undefined;
  const check = async (head: string | null): Promise<void> => {
    if (head === null && branch !== repository.defaultBranch)
      throw new ApiError(404, `Branch ${branch} not found`);
    before = head === null ? undefined : (await objectInfo(repository.gitDirectory, `${head}:${path}`))?.oid;
    if (before !== undefined && claimed === undefined) {
      throw new ApiError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
    }
    if (claimed !== undefined && claimed !== before) {
      throw new ApiError(409, `${path} does not match ${claimed}`);
    }
  };
  const oid = await commitOnBranch(
    hub,
    repository,
    {
      branch,
      additions: content === undefined ? [] : [{ path, content }],
      deletions: content === undefined ? [path] : [],
      message,
      author,
      committer: signature(fields.object('committer'), author),
    },
    actor,
    { check, request: call.route },
  );
  const commit = await readCommit(repository.gitDirectory, oid);
  if (commit === undefined) throw notFound();
  const blob = await objectInfo(repository.gitDirectory, `${oid}:${path}`);
  const place = { commit: oid, ref: branch, path };
  const written = blob === undefined ? undefined : await file(call, place, blob.oid);
  const body: Schema<'file-commit'> = {
    content:
      written === undefined
        ? null
        : {
            name: written.name,
            path: written.path,
            sha: written.sha,
            size: written.size,
            url: written.url,
            html_url: written.html_url,
            git_url: written.git_url,
            download_url: written.download_url ?? '',
            type: 'file',
            _links: written._links,
          },
    commit: renderGitCommit(hub, repository, commit),
  };
  return { body, isNew: before === undefined };
}

/** Files and folders of a branch, and commits of one file. */
export const contentRoutes = [
  route('GET /repos/{owner}/{repo}/contents/{path}', repository('contents:read'), async (call) => {
    const place = await placeOf(call);
    const { gitDirectory } = call.repository;
    const object = await objectInfo(gitDirectory, `${place.commit}:${place.path}`);
    if (object === undefined) throw notFound();
    if (object.type === 'tree') return ok(await directory(call, place, object.oid));
    if (call.wants('raw')) {
      const content = (await readObject(gitDirectory, object.oid))?.content ?? new Uint8Array();
      return bytes(content, 'application/vnd.github.raw; charset=utf-8');
    }
    return ok(await file(call, place, object.oid));
  }),

  route('PUT /repos/{owner}/{repo}/contents/{path}', repository('contents:write'), async (call) => {
    const fields = call.fields('Content');
    const content = fromBase64(fields.string('content').replace(/\s/g, ''));
    if (content === undefined) throw invalid('Content', 'content', 'invalid', 'content is not valid Base64');
    const { body, isNew } = await commitFile(call, fields, content);
    return isNew ? created(body) : ok(body);
  }),

  route('DELETE /repos/{owner}/{repo}/contents/{path}', repository('contents:write'), async (call) => {
    const fields = call.fields('Content');
    const { body } = await commitFile(call, fields, undefined);
    return ok(body);
  }),

  route('GET /repos/{owner}/{repo}/readme', repository('contents:read'), async (call) => {
    const place = { ...(await placeOf(call)), path: 'README.md' };
    const object = await objectInfo(call.repository.gitDirectory, `${place.commit}:${place.path}`);
    if (object === undefined) throw notFound();
    return ok(await file(call, place, object.oid));
  }),
];
