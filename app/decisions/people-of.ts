import type { Person } from '../../core/remembrancer/receipt/index.ts';
import { listApprovers, type ReviewLister } from '../github/list-approvers.ts';
import { mayWrite, type RoleReader } from '../github/role-of.ts';
import type { Account, ClosedPullRequest } from './closed-pull-request.ts';

export type PeopleReader = ReviewLister & RoleReader;

/** Anybody can approve in a public repository, and each takes a call to look up. */
const MOST_APPROVERS = 100;

/**
 * Who took part: the author, who merged or closed it and, of a merged one, those who approved what was merged and may write in
 * the repository. Apps are nobody.
 */
export async function peopleOf(client: PeopleReader, closed: ClosedPullRequest): Promise<Person[]> {
  const { author, closer, mergeCommit } = closed;
  if (mergeCommit === undefined) return [...inRole('author', author), ...inRole('closer', closer)];
  const approvers = await approversOf(client, closed);
  return [
    ...inRole('author', author),
    ...approvers.map((login) => ({ role: 'approver', login })),
    ...inRole('merger', closer),
  ];
}

const inRole = (role: string, account: Account | undefined): Person[] =>
  account?.type === 'User' ? [{ role, login: account.login }] : [];

async function approversOf(
  client: PeopleReader,
  { repository, number, head }: ClosedPullRequest,
): Promise<string[]> {
  const approvers: string[] = [];
  for (const login of (await listApprovers(client, repository, number, head)).slice(0, MOST_APPROVERS)) {
    if (await mayWrite(client, repository, login)) approvers.push(login);
  }
  return approvers;
}
