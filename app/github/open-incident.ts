import { findOrMake, NO_RETRY } from '../../core/github/find-or-make.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { everyItem } from './every-item.ts';

interface IssueAnswer {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly body?: string | null;
  readonly performed_via_github_app?: { readonly id: number } | null;
}

export interface IncidentOpener {
  readonly rest: {
    readonly issues: {
      readonly listForRepo: (
        parameters: RepositoryName & {
          state: 'all';
          labels: string;
          sort: 'created';
          direction: 'asc';
          per_page: number;
          page: number;
        },
      ) => Promise<{ data: IssueAnswer[] }>;
      readonly create: (
        parameters: RepositoryName & {
          title: string;
          body: string;
          labels: string[];
          request: { retries: number };
        },
      ) => Promise<{ data: IssueAnswer }>;
      readonly update: (
        parameters: RepositoryName & { issue_number: number; body: string; state: 'open' | 'closed' },
      ) => Promise<unknown>;
    };
  };
}

export interface Incident {
  /** Which incident it is: while it is the same, so is the issue. */
  readonly key: string;
  readonly title: string;
  /** Markdown: what there was to say when it was first seen. */
  readonly body: string;
  /** The commit at which it is seen, where it can be seen at several. */
  readonly commit?: string;
}

const LABEL = 'vaultmesh-incident';

const lastSeen = (commit: string): string =>
  `\n\nLast seen at commit ${commit}, whose failed check has what was there.`;

/** At the end alone: what is shown of a ledger above it could say the same. */
const LAST_SEEN = new RegExp(`${lastSeen('[0-9a-f]+')}$`, 'u');

/**
 * Opens one issue for an incident, as the app `appId`, and returns its address. The issue stands while the incident is the same: where that
 * is seen at another commit the issue says so, and is open again if it was closed; at the same commit it stays as people left it.
 * Processes that open one at the same moment agree on the first, and close the others.
 */
export async function openIncident(
  client: IncidentOpener,
  appId: number,
  repository: RepositoryName,
  { key, title, body, commit }: Incident,
): Promise<string> {
  const marker = `<!-- vaultmesh:incident ${key} -->`;
  const { issues } = client.rest;
  const { made } = await findOrMake(
    async () => (await own())[0],
    async () => {
      const { data } = await issues.create({
        ...repository,
        title,
        body: `${marker}\n${body}`,
        labels: [LABEL],
        ...NO_RETRY,
      });
      return data;
    },
  );
  const [first, ...doubles] = await own();
  if (first === undefined) throw new Error(`GitHub does not show the issue "${title}" that was just opened.`);
  for (const { number } of doubles) {
    const text = `<!-- vaultmesh:double -->\nThis is #${first.number}: another process of the app saw it at the same moment.`;
    await issues.update({ ...repository, issue_number: number, body: text, state: 'closed' });
  }
  const said = first.body ?? '';
  if (!made && commit !== undefined && !said.includes(commit)) {
    const told = `${said.replace(LAST_SEEN, '')}${lastSeen(commit)}`;
    await issues.update({ ...repository, issue_number: first.number, body: told, state: 'open' });
  }
  return first.html_url;

  /** The issues of the incident, the oldest first. */
  async function own(): Promise<IssueAnswer[]> {
    const asked = { ...repository, state: 'all', labels: LABEL, sort: 'created', direction: 'asc' } as const;
    const found: IssueAnswer[] = [];
    for await (const issue of everyItem((page) => issues.listForRepo({ ...asked, ...page })))
      if (issue.performed_via_github_app?.id === appId && issue.body?.startsWith(marker) === true)
        found.push(issue);
    return found.sort((a, b) => a.number - b.number);
  }
}
