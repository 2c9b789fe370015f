import { accessTo } from '../access/access-to.ts';
import type { Release } from '../state/release.ts';
import { fullName } from '../state/repository.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { layout, table } from './layout.ts';
import { markdown } from './markdown.ts';
import type { PageRequest, Renderer } from './page.ts';

/** Newest first; drafts are for those who can push. */
function visible({ actor, repository }: PageRequest): Release[] {
  const writer = accessTo(actor, repository, ['contents:write']) === 'allowed';
  return repository.releases.filter((release) => writer || !release.draft).reverse();
}

function card({ repository }: PageRequest, release: Release): Html {
  const base = `/${fullName(repository)}`;
  const rows = release.assets.map((asset) => {
    const path = `${encodeURIComponent(release.tag)}/${encodeURIComponent(asset.name)}`;
    return [
      html`<a href="${base}/releases/download/${path}">${asset.name}</a>`,
      `${asset.content.length} bytes`,
    ];
  });
  const marks = [
    release.draft ? 'draft' : '',
    release.prerelease ? 'pre-release' : '',
    release.immutable ? 'immutable' : '',
  ].filter((mark) => mark !== '');
  return html`<article class="card">
    <header>
      <strong
        ><a href="${base}/releases/tag/${encodeURIComponent(release.tag)}"
          >${release.name ?? release.tag}</a
        ></strong
      >
      <code>${release.tag}</code> ${marks.map((mark) => html`<span class="tag">${mark}</span> `)}
      <span class="soft">${release.publishedAt ?? release.createdAt}</span>
    </header>
    <div>${markdown(release.body ?? '')}</div>
    <div>${table(rows, 'No files are attached.')}</div>
  </article>`;
}

export const releasesPage: Renderer = (request) => {
  const cards = visible(request).map((release) => card(request, release));
  const body = cards.length === 0 ? html`<p class="soft">There are none.</p>` : html`${cards}`;
  return { kind: 'html', html: layout('Releases', body, request.repository) };
};

export const releasePage: Renderer = (request) => {
  const tag = request.rest.slice('releases/tag/'.length);
  const release = visible(request).find((one) => one.tag === tag);
  if (release === undefined) return undefined;
  const title = release.name ?? release.tag;
  return { kind: 'html', html: layout(title, card(request, release), request.repository) };
};

/** The address that `browser_download_url` gives. */
export const downloadPage: Renderer = ({ repository, rest }) => {
  const [, tag = '', name = ''] = /^releases\/download\/(.+)\/([^/]+)$/.exec(rest) ?? [];
  const release = repository.releases.find((one) => !one.draft && one.tag === tag);
  const asset = release?.assets.find((one) => one.name === name);
  if (asset === undefined) return undefined;
  asset.downloads += 1;
  return { kind: 'bytes', content: asset.content, name: asset.name };
};
