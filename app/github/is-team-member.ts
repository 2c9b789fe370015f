import { found } from '../../core/github/status.ts';

export interface TeamReader {
  readonly rest: {
    readonly teams: {
      readonly getMembershipForUserInOrg: (parameters: {
        org: string;
        team_slug: string;
        username: string;
      }) => Promise<{ data: { state: string } }>;
    };
  };
}

/** Whether a person is in a team or in one below it; who was invited and has not accepted is not. False for a team that is not there. */
export async function isTeamMember(
  client: TeamReader,
  org: string,
  team: string,
  username: string,
): Promise<boolean> {
  const answer = await found(client.rest.teams.getMembershipForUserInOrg({ org, team_slug: team, username }));
  return answer?.data.state === 'active';
}
