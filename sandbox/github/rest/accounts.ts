import { ApiError, notFound } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { refusal } from '../http/guard.ts';
import { paginate } from '../http/paginate.ts';
import { noContent, ok } from '../http/reply.ts';
import { ANYONE, AUTHENTICATED, organization, route } from '../http/route.ts';
import { renderOrganization, renderOrganizationFull } from '../render/organization.ts';
import type { Schema } from '../render/schema.ts';
import { renderUser } from '../render/user.ts';
import type { Account } from '../state/account.ts';

function renderPublicUser(call: Call, account: Account): Schema<'public-user'> {
  const repositories = call.hub.state.repositoriesOf(account.login).filter((one) => !one.private);
  return {
    ...renderUser(call.hub, account),
    name: account.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: repositories.length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}

function accountOf(call: Call): Account {
  const account = call.hub.state.account(call.param('username'));
  if (account === undefined) throw notFound();
  return account;
}

/** Users, organisations and who belongs to them. */
export const accountRoutes = [
  route('GET /user', AUTHENTICATED, (call) => {
    if (call.actor.kind !== 'user') throw refusal(call.actor);
    return ok(renderPublicUser(call, call.actor.account));
  }),

  route('GET /users/{username}', ANYONE, (call) => ok(renderPublicUser(call, accountOf(call)))),

  route('GET /orgs/{org}', ANYONE, (call) => ok(renderOrganizationFull(call.hub, call.organization))),

  route('GET /user/orgs', AUTHENTICATED, (call) => {
    if (call.actor.kind !== 'user') throw refusal(call.actor);
    const { login } = call.actor.account;
    const mine = call.hub.state.organizations().filter((one) => one.members.has(login));
    const { items, headers } = paginate(call, mine);
    return ok(
      items.map((one) => renderOrganization(call.hub, one)),
      headers,
    );
  }),

  route('GET /orgs/{org}/members/{username}', organization('members:read'), (call) => {
    if (!call.organization.members.has(call.param('username'))) {
      throw new ApiError(404, 'User does not exist or is not a member of the organization');
    }
    return noContent();
  }),

  route('GET /orgs/{org}/memberships/{username}', organization('members:read'), (call) => {
    const account = accountOf(call);
    const role = call.organization.members.get(account.login);
    if (role === undefined) throw notFound();
    const rendered = renderOrganization(call.hub, call.organization);
    const body: Schema<'org-membership'> = {
      url: `${rendered.url}/memberships/${account.login}`,
      state: 'active',
      role,
      organization_url: rendered.url,
      organization: rendered,
      user: renderUser(call.hub, account),
    };
    return ok(body);
  }),

  route('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', organization('members:read'), (call) => {
    const { organization: org } = call;
    const [slug, account] = [call.param('team_slug'), accountOf(call)];
    if (org.teams.get(slug)?.includes(account.login) !== true) throw notFound();
    const url = `${renderOrganization(call.hub, org).url}/teams/${slug}/memberships/${account.login}`;
    return ok({ url, role: 'member', state: 'active' } satisfies Schema<'team-membership'>);
  }),
];
