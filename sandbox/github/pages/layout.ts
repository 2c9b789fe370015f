import type { Repository } from '../state/repository.ts';
import { fullName } from '../state/repository.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

/** A whole page: title, the repository's menu when it is about one, and the body. */
export function layout(title: string, body: Html, repository?: Repository): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <nav>
          <a href="/">Sandbox</a>
          ${repository === undefined ? undefined : menu(repository)}
        </nav>
        <h1>${title}</h1>
        ${body}
      </body>
    </html> `;
}

function menu(repository: Repository): Html {
  const base = `/${fullName(repository)}`;
  const items = [
    ['Code', base],
    ['Branches', `${base}/branches`],
    ['Commits', `${base}/commits/${repository.defaultBranch}`],
    ['Issues', `${base}/issues`],
    ['Pull requests', `${base}/pulls`],
    ['Releases', `${base}/releases`],
    ['Actions', `${base}/actions`],
  ] as const;
  return html`<strong><a href="${base}">${fullName(repository)}</a></strong>
    ${repository.private ? html`<span class="tag">private</span>` : undefined}
    ${items.map(([name, address]) => html`<a href="${address}">${name}</a> `)}`;
}

/** A table with a row for each item, or a sentence when there are none. */
export function table(rows: readonly (readonly (Html | string)[])[], empty: string): Html {
  if (rows.length === 0) return html`<p class="soft">${empty}</p>`;
  return html`<table>
    ${rows.map(
      (cells) =>
        html`<tr>
          ${cells.map((cell) => html`<td>${cell}</td>`)}
        </tr>`,
    )}
  </table>`;
}
