import type { RepositoryName } from '../../../core/github/repository-name.ts';
import { ORGANIZATION, PLATFORM } from '../fixtures/sandbox-app.ts';
import type { Prepared, Row } from './row.ts';
import type { TableWorld } from './table-world.ts';

/** A command on an issue or pull request. */
export function give(
  { maria }: TableWorld,
  body: string,
  issue: number,
  repository: RepositoryName = PLATFORM,
): Prepared {
  return {
    command: { repository, issue },
    act: () => maria.octokit.issues.createComment({ ...repository, issue_number: issue, body }),
  };
}

export async function issueIn({ maria }: TableWorld, title: string, repository = PLATFORM): Promise<number> {
  return (await maria.octokit.issues.create({ ...repository, title })).data.number;
}

/** A command on an issue of its own in the platform repository. */
export const command = (
  name: string,
  body: (name: string) => string,
  others: Partial<Pick<Row, 'furnish' | 'parts'>> & {
    readonly before?: (world: TableWorld, name: string) => Promise<unknown>;
  } = {},
): Row => ({
  name,
  event: 'issue_comment',
  ...others,
  prepare: async (world, each) => {
    await others.before?.(world, each);
    return give(world, body(each), await issueIn(world, each));
  },
});

/** The newest text that the app wrote on an issue. */
export async function answerOn({ maria }: TableWorld, issue_number: number): Promise<string> {
  const { data } = await maria.octokit.issues.listComments({ ...PLATFORM, issue_number, per_page: 100 });
  return data.findLast(({ user }) => user?.type === 'Bot')?.body ?? '';
}

/** As the app describes those that it made: it asks them for nothing by itself. */
const MADE_BY_THE_APP = `[VaultMesh request ${'0'.repeat(32)}]`;

/** A repository of its own, with a first commit; unless `isAsked` the app leaves it alone. */
export async function repositoryFor(
  { maria }: TableWorld,
  repo: string,
  isAsked = false,
): Promise<RepositoryName> {
  await maria.octokit.repos.createInOrg({
    ...{ org: ORGANIZATION, name: repo, auto_init: true },
    ...(!isAsked && { description: MADE_BY_THE_APP }),
  });
  return { owner: ORGANIZATION, repo };
}
