import { diff } from '../git/diff.ts';
import { listTree } from '../git/list-tree.ts';
import { log } from '../git/log.ts';
import { objectInfo } from '../git/object-info.ts';
import { readCommit } from '../git/read-commit.ts';
import { readObject } from '../git/read-object.ts';
import { listRefs } from '../git/refs.ts';
import { resolveCommit } from '../refs/resolve-commit.ts';
import type { Repository } from '../state/repository.ts';
import { fullName } from '../state/repository.ts';
import { filesHtml } from './files-html.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { layout, table } from './layout.ts';
import { markdown } from './markdown.ts';
import type { Page, PageRequest, Renderer } from './page.ts';

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
/** A page is for reading; larger files are downloaded. */
const MAX_SHOWN = 500_000;

const page = (repository: Repository, title: string, body: Html): Page => ({
  kind: 'html',
  html: layout(title, body, repository),
});

/** Splits `ref/path` at the longest branch or tag name that exists (names may hold slashes), else at the first slash. */
async function place({ repository, rest }: PageRequest, word: string) {
  const whole = rest.slice(word.length).replace(/^\//, '');
  const names = (await listRefs(repository.gitDirectory))
    .map((ref) => ref.name.replace(/^refs\/(heads|tags)\//, ''))
    .filter((name) => whole === name || whole.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length);
  const ref = names[0] ?? whole.split('/')[0] ?? '';
  const commit = await resolveCommit(repository, ref === '' ? repository.defaultBranch : ref);
  const path = whole.slice(ref.length).replace(/^\//, '');
  return { commit, ref: ref === '' ? repository.defaultBranch : ref, path };
}

/** A folder with its README. */
export const treePage: Renderer = async (request) => {
  const { repository } = request;
  const { commit, ref, path } = await place(request, 'tree');
  const base = `/${fullName(repository)}`;
  if (commit === undefined) {
    if (request.rest !== '') return undefined;
    return page(
      repository,
      fullName(repository),
      html`<p>This repository is empty: <code>git clone ${request.hub.addresses.web}${base}.git</code></p>`,
    );
  }
  const tree = await objectInfo(repository.gitDirectory, `${commit}:${path}`);
  if (tree?.type !== 'tree') return undefined;
  const entries = await listTree(repository.gitDirectory, tree.oid);
  const folder = path === '' ? '' : `${path}/`;
  const rows = entries.map((entry) => {
    const kind = entry.type === 'tree' ? 'tree' : 'blob';
    const name = entry.type === 'tree' ? `${entry.path}/` : entry.path;
    const address = `${base}/${kind}/${encodeURI(`${ref}/${folder}${entry.path}`)}`;
    return [html`<a href="${address}">${name}</a>`, entry.size === undefined ? '' : `${entry.size} bytes`];
  });
  const readme = await readObject(repository.gitDirectory, `${commit}:${folder}README.md`);
  const clone = `git clone ${request.hub.addresses.web}${base}.git`;
  return page(
    repository,
    `${fullName(repository)}${path === '' ? '' : `/${path}`}`,
    html`<p class="soft">
        ${repository.description} · ${ref} at <code>${commit.slice(0, 10)}</code> · <code>${clone}</code>
      </p>
      ${table(rows, 'This folder is empty.')}
      ${readme === undefined ? undefined : markdown(readme.content.toString())}`,
  );
};

/** A file: Markdown rendered, text as it is. */
export const blobPage: Renderer = async (request) => {
  const { repository } = request;
  const { commit, ref, path } = await place(request, 'blob');
  const blob =
    commit === undefined ? undefined : await readObject(repository.gitDirectory, `${commit}:${path}`);
  if (blob?.type !== 'blob') return undefined;
  const text =
    blob.content.includes(0) || blob.content.length > MAX_SHOWN ? undefined : blob.content.toString();
  const raw = `/${fullName(repository)}/raw/${encodeURI(`${ref}/${path}`)}`;
  const body =
    text === undefined
      ? html`<p>Not shown: binary or large.</p>`
      : path.endsWith('.md')
        ? markdown(text)
        : html`<pre><code>${text}</code></pre>`;
  return page(
    repository,
    path,
    html`<p class="soft">${blob.content.length} bytes · <a href="${raw}">raw</a></p>
      ${body}`,
  );
};

/** The bytes of a file. */
export const rawPage: Renderer = async (request) => {
  const { commit, path } = await place(request, 'raw');
  const { gitDirectory } = request.repository;
  const blob = commit === undefined ? undefined : await readObject(gitDirectory, `${commit}:${path}`);
  if (blob?.type !== 'blob') return undefined;
  return { kind: 'bytes', content: blob.content, name: path.split('/').at(-1) ?? 'file' };
};

export const branchesPage: Renderer = async ({ repository }) => {
  const refs = await listRefs(repository.gitDirectory);
  const named = refs.filter(({ name }) => /^refs\/(heads|tags)\//.test(name));
  const rows = named.map(({ name, oid }) => {
    const short = name.replace(/^refs\/(heads|tags)\//, '');
    const kind = name.startsWith('refs/tags/') ? 'tag' : 'branch';
    const address = `/${fullName(repository)}/tree/${encodeURI(short)}`;
    return [html`<a href="${address}">${short}</a>`, kind, html`<code>${oid.slice(0, 10)}</code>`];
  });
  return page(repository, 'Branches and tags', table(rows, 'There are none.'));
};

export const commitsPage: Renderer = async (request) => {
  const { repository } = request;
  const { commit } = await place(request, 'commits');
  if (commit === undefined) return undefined;
  const commits = await log(repository.gitDirectory, [commit], { limit: 100 });
  const rows = commits.map(({ oid, message, author }) => [
    html`<a href="/${fullName(repository)}/commit/${oid}"><code>${oid.slice(0, 10)}</code></a>`,
    message.split('\n')[0] ?? '',
    author.name,
    author.date,
  ]);
  return page(repository, 'Commits', table(rows, 'There are none.'));
};

export const commitPage: Renderer = async ({ repository, rest }) => {
  const oid = await resolveCommit(repository, rest.slice('commit/'.length));
  const commit = oid === undefined ? undefined : await readCommit(repository.gitDirectory, oid);
  if (commit === undefined) return undefined;
  const files = await diff(repository.gitDirectory, commit.parents[0] ?? EMPTY_TREE, commit.oid);
  return page(
    repository,
    commit.message.split('\n')[0] ?? '',
    html`<p class="soft">${commit.author.name} · ${commit.author.date} · <code>${commit.oid}</code></p>
      <pre>${commit.message}</pre>
      ${filesHtml(files)}`,
  );
};
