import { findOrMake, NO_RETRY } from '../../core/github/find-or-make.ts';
import type { RepositoryName } from '../../core/github/repository-name.ts';

interface IssueAnswer {
  readonly html_url: string;
  readonly body?: string | null;
  readonly performed_via_github_app?: { readonly id: number } | null;
}

export interface IncidentOpener {
  readonly rest: {
    readonly issues: {
      readonly listForRepo: (
        parameters: RepositoryName & { state: 'all'; labels: string; per_page: number },
      ) => Promise<{ data: IssueAnswer[] }>;
      readonly create: (
        parameters: RepositoryName & {
          title: string;
          body: string;
          labels: string[];
          request: { retries: number };
        },
      ) => Promise<{ data: IssueAnswer }>;
    };
  };
}

const LABEL = 'vaultmesh-incident';

/**
 * Opens one issue per incident and returns its address. `key` says which incident: while it is the same, the
 * issue that the app `appId` opened for it stands, also when people have closed it.
 */
export async function openIncident(
  client: IncidentOpener,
  appId: number,
  repository: RepositoryName,
  incident: { key: string; title: string; body: string },
): Promise<string> {
  const marker = `<!-- vaultmesh:incident ${incident.key} -->`;
  const { issues } = client.rest;
  const { thing } = await findOrMake(
    async () => {
      const { data } = await issues.listForRepo({
        ...repository,
        state: 'all',
        labels: LABEL,
        per_page: 100,
      });
      return data.find(
        (issue) => issue.performed_via_github_app?.id === appId && issue.body?.startsWith(marker),
      )?.html_url;
    },
    async () => {
      const { data } = await issues.create({
        ...repository,
        title: incident.title,
        body: `${marker}\n${incident.body}`,
        labels: [LABEL],
        ...NO_RETRY,
      });
      return data.html_url;
    },
  );
  return thing;
}
