import { pullFiles } from '../git/pull-files.ts';
import type { Author, Issue, Reaction } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { fullName } from '../state/repository.ts';
import { filesHtml } from './files-html.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { layout, table } from './layout.ts';
import { markdown } from './markdown.ts';
import type { Renderer } from './page.ts';

const EMOJI: Readonly<Record<Reaction['content'], string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  confused: '😕',
  heart: '❤️',
  hooray: '🎉',
  rocket: '🚀',
  eyes: '👀',
};

function remark(author: Author, at: string, body: string | null, reactions: readonly Reaction[]): Html {
  const through = author.app === undefined ? undefined : html` <span class="tag">app</span>`;
  return html`<article class="card">
    <header><strong>${author.account.login}</strong>${through} <span class="soft">${at}</span></header>
    <div>${markdown(body ?? '')}</div>
    <div>
      ${reactions.map((one) => html`<span class="tag" title="${one.user.login}">${EMOJI[one.content]}</span> `)}
    </div>
  </article>`;
}

function listOf(repository: Repository, issues: readonly Issue[], folder: string): Html {
  const rows = issues
    .toReversed()
    .map((issue) => [
      html`<a href="/${fullName(repository)}/${folder}/${issue.number}">#${issue.number} ${issue.title}</a>`,
      stateOf(issue),
      issue.author.account.login,
      issue.createdAt,
    ]);
  return table(rows, 'There are none.');
}

const stateOf = (issue: Issue): string => (issue.pull?.merged === undefined ? issue.state : 'merged');

export const issuesPage: Renderer = ({ repository }) => {
  const issues = repository.issues.filter((issue) => issue.pull === undefined);
  return { kind: 'html', html: layout('Issues', listOf(repository, issues, 'issues'), repository) };
};

export const pullsPage: Renderer = ({ repository }) => {
  const pulls = repository.issues.filter((issue) => issue.pull !== undefined);
  return { kind: 'html', html: layout('Pull requests', listOf(repository, pulls, 'pull'), repository) };
};

/** An issue, or a pull request with its files. */
export const issuePage: Renderer = async ({ repository, rest }) => {
  const [folder, number = ''] = rest.split('/');
  const issue = repository.issues.find((one) => String(one.number) === number);
  if (issue === undefined || (issue.pull !== undefined) !== (folder === 'pull')) return undefined;
  const { pull } = issue;
  const branches = pull && html` · <code>${pull.head}</code> into <code>${pull.base}</code>`;
  const files = pull && filesHtml(await pullFiles(repository, pull));
  const body = html`<p>
      <span class="tag">${stateOf(issue)}</span> <span class="soft">#${issue.number}${branches}</span>
      ${issue.labels.map((label) => html`<span class="tag">${label.name}</span> `)}
    </p>
    ${remark(issue.author, issue.createdAt, issue.body, issue.reactions)}
    ${issue.comments.map((one) => html`<a id="issuecomment-${one.id}"></a>${remark(one.author, one.createdAt, one.body, one.reactions)}`)}
    ${files}`;
  return { kind: 'html', html: layout(issue.title, body, repository) };
};
