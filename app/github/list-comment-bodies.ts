import type { RepositoryName } from '../../core/github/repository-name.ts';

export interface CommentLister {
  readonly rest: {
    readonly issues: {
      readonly listComments: (
        parameters: RepositoryName & { issue_number: number; per_page: number; page: number },
      ) => Promise<{ data: readonly { readonly body?: string }[] }>;
    };
  };
}

const PAGE = 100;

/** The texts of all comments of an issue, the oldest first. */
export async function listCommentBodies(
  client: CommentLister,
  repository: RepositoryName,
  issue: number,
): Promise<string[]> {
  const bodies: string[] = [];
  for (let page = 1; ; page++) {
    const { data } = await client.rest.issues.listComments({
      ...repository,
      issue_number: issue,
      per_page: PAGE,
      page,
    });
    bodies.push(...data.map(({ body }) => body ?? ''));
    if (data.length < PAGE) return bodies;
  }
}
