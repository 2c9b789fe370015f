import { describe, expect, it } from '@jest/globals';
import { type Asked, type GrantReader, mayGive } from '../../../app/policy/may-give.ts';

interface GitHub {
  /** Texts of configurations by repository. */
  readonly files?: Readonly<Record<string, string | object>>;
  /** Roles of maria by repository. */
  readonly roles?: Readonly<Record<string, string>>;
  /** Repositories that the app does not see. */
  readonly unseen?: readonly string[];
  /** Teams that maria is in, with her state there. */
  readonly teams?: Readonly<Record<string, string>>;
}

const notFound = () => Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }));

function gitHub({ files = {}, roles = {}, teams = {}, unseen = [] }: GitHub): GrantReader {
  return {
    rest: {
      repos: {
        getContent: ({ repo }) => {
          const file = files[repo];
          if (file === undefined) return notFound();
          const content = Buffer.from(typeof file === 'string' ? file : '').toString('base64');
          return Promise.resolve({ data: typeof file === 'string' ? { content } : file });
        },
        get: ({ repo }) =>
          unseen.includes(repo)
            ? notFound()
            : Promise.resolve({
                data: { node_id: 'R', default_branch: 'main', description: '', html_url: '', private: true },
              }),
        getCollaboratorPermissionLevel: ({ repo }) => {
          const role = roles[repo];
          return role === undefined
            ? notFound()
            : Promise.resolve({ data: { permission: role, role_name: role } });
        },
      },
      teams: {
        getMembershipForUserInOrg: ({ org, team_slug }) => {
          const state = org === 'acme' ? teams[team_slug] : undefined;
          return state === undefined ? notFound() : Promise.resolve({ data: { state } });
        },
      },
    },
  };
}

const command = (name: string, scope: 'organisation' | 'repository', defaultRole: 'read' | 'write') => ({
  ...{ scope, defaultRole, approval: { make: () => Promise.resolve(undefined) } },
  grammar: { name, parameters: [], options: {}, flags: [], summary: '' },
});
const SPAWN = command('spawn', 'organisation', 'write');
const ACCEPT = command('adr accept', 'repository', 'write');

const asked = (of: Asked['command'], repo = 'service'): Asked => ({
  ...{ command: of, repository: { owner: 'acme', repo } },
  ...{ platform: 'platform', login: 'maria', commands: [SPAWN, ACCEPT] },
});

const denial = async (world: GitHub, what: Asked): Promise<string> =>
  mayGive(gitHub(world), what).then(
    () => 'none',
    (error: unknown) => (error as Error).message,
  );

describe('without any configuration', () => {
  it.each(['write', 'maintain', 'admin'])('the role %s in the platform repository may', async (role) => {
    expect(await denial({ roles: { platform: role } }, asked(SPAWN))).toBe('none');
  });

  it.each(['read', 'triage', 'none', 'security'])('the role %s may not', async (role) => {
    expect(await denial({ roles: { platform: role, service: 'admin' } }, asked(SPAWN))).toBe(
      `This takes the role write, maintain or admin in acme/platform; yours there is "${role}". ` +
        'Ask one of its administrators (the default; acme/.github can say otherwise).',
    );
  });

  it('says what to do where there is no platform repository', async () => {
    const world = { unseen: ['platform'], roles: { service: 'admin' } };
    expect(await denial(world, asked(SPAWN))).toBe(
      'This takes the role write, maintain or admin in acme/platform; the app sees no repository acme/platform. An owner of acme can ' +
        'create it, with a first commit, and install the app on it (the default; acme/.github can say otherwise).',
    );
  });

  it('a command on a repository takes the role there', async () => {
    expect(await denial({ roles: { service: 'write' } }, asked(ACCEPT))).toBe('none');
    expect(await denial({ roles: { platform: 'admin' } }, asked(ACCEPT))).toContain(
      'in acme/service; yours there is "none"',
    );
  });
});

describe('the configuration of the organisation', () => {
  const files = (rule: string) => ({ '.github': `commands:\n  spawn: ${rule}` });
  const LINE = '(acme/.github, .github/vaultmesh.yml, line 2)';

  it('gives a command to a role of its own, and to no other', async () => {
    const world = { files: files('{ roles: [release-manager] }') };
    expect(await denial({ ...world, roles: { platform: 'release-manager' } }, asked(SPAWN))).toBe('none');
    expect(await denial({ ...world, roles: { platform: 'admin' } }, asked(SPAWN))).toBe(
      `This takes the role release-manager in acme/platform; yours there is "admin". Ask one of its administrators ${LINE}.`,
    );
  });

  it('gives a command to teams, beside roles', async () => {
    const world = {
      files: files('{ roles: [maintain], teams: [makers, sre] }'),
      roles: { platform: 'read' },
    };
    expect(await denial({ ...world, teams: { sre: 'active' } }, asked(SPAWN))).toBe('none');
    expect(await denial({ ...world, teams: { other: 'active' } }, asked(SPAWN))).toBe(
      'This takes the role maintain or admin in acme/platform, or to be in a team of acme that the configuration names; ' +
        `yours there is "read", and you are in none of those. Ask one of its administrators ${LINE}.`,
    );
  });

  it('asks for no role where it names teams alone', async () => {
    const world = { files: files('{ teams: [makers] }'), roles: { platform: 'admin' } };
    expect(await denial(world, asked(SPAWN))).toContain(
      'This takes to be in a team of acme that the configuration names; you are in none',
    );
  });

  it('does not count who was invited to a team and has not come', async () => {
    const world = { files: files('{ teams: [makers] }'), teams: { makers: 'pending' } };
    expect(await denial(world, asked(SPAWN))).toContain('you are in none of those');
  });

  it.each(['{ roles: [] }', '{ teams: [] }', '{ roles: [], teams: [] }'])(
    'lets nobody by %s',
    async (rule) => {
      const world = { files: files(rule), roles: { platform: 'admin' } };
      expect(await denial(world, asked(SPAWN))).toBe(`Nobody may give this command ${LINE}.`);
    },
  );

  it('leaves the default where it names neither', async () => {
    const world = { files: files('{ approvals: 1 }'), roles: { platform: 'write' } };
    expect(await mayGive(gitHub(world), asked(SPAWN))).toMatchObject({
      approvalPlace: 'acme/.github, .github/vaultmesh.yml, line 2',
    });
    expect(await denial({ ...world, roles: { platform: 'read' } }, asked(SPAWN))).toContain(
      'yours there is "read"',
    );
  });

  it('counts by the name of a command before its first word', async () => {
    const text = 'commands:\n  adr: { roles: [] }\n  adr accept: { roles: [triage] }';
    const world = { files: { '.github': text }, roles: { service: 'triage' } };
    expect(await denial(world, asked(ACCEPT))).toBe('none');
  });

  it.each([
    ['is wrong', 'commands: { spwan: {} }', 'did you mean spawn?'],
    ['is a folder', [], '.github/vaultmesh.yml is a folder, a link or a submodule'],
    ['is too large', { content: '', encoding: 'none' }, 'has more than the MiB'],
    ['is no text', { content: '/w==', encoding: 'base64' }, 'is not text in UTF-8'],
  ])('that %s lets nobody', async (_, file, reason) => {
    const world = { files: { '.github': file }, roles: { platform: 'admin' } };
    expect(await denial(world, asked(SPAWN))).toContain(reason);
  });

  it('that GitHub does not give now is not taken for none', async () => {
    const client = gitHub({ roles: { platform: 'admin' } });
    const broken = Object.assign(new Error('Bad Gateway'), { status: 502 });
    const getContent = () => Promise.reject(broken);
    const rest = { ...client.rest, repos: { ...client.rest.repos, getContent } };
    await expect(mayGive({ rest }, asked(SPAWN))).rejects.toBe(broken);
  });
});

describe('the configuration of a repository', () => {
  const files = (own: string, all = '') => ({ '.github': all, service: own });

  it('restricts a command on it', async () => {
    const world = {
      files: files('commands: { adr accept: { roles: [admin] } }'),
      roles: { service: 'write' },
    };
    expect(await denial(world, asked(ACCEPT))).toContain('(acme/service, .github/vaultmesh.yml, line 1)');
    expect(await denial({ ...world, roles: { service: 'admin' } }, asked(ACCEPT))).toBe('none');
  });

  it('gives nobody what the organisation does not give', async () => {
    const world = {
      files: files('commands: { adr: { roles: [read] } }', 'commands: { adr: { roles: [maintain] } }'),
      roles: { service: 'write' },
    };
    expect(await denial(world, asked(ACCEPT))).toContain('(acme/.github, .github/vaultmesh.yml, line 1)');
  });

  it('can ask for a second person', async () => {
    const world = { files: files('commands: { adr accept: { approvals: 1 } }'), roles: { service: 'write' } };
    const { approvalPlace } = await mayGive(gitHub(world), asked(ACCEPT));
    expect(approvalPlace).toBe('acme/service, .github/vaultmesh.yml, line 1');
  });

  it('is not asked about what acts on the organisation', async () => {
    const world = { files: files('commands: { spwan: {} }'), roles: { platform: 'write' } };
    expect(await denial(world, asked(SPAWN))).toBe('none');
  });

  it('is that of the organisation in its own repository', async () => {
    const world = { files: { '.github': 'commands: { spawn: {} }' }, roles: { '.github': 'write' } };
    expect(await denial(world, asked(ACCEPT, '.github'))).toBe('none');
  });
});
