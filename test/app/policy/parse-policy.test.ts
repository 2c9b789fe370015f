import { describe, expect, it } from '@jest/globals';
import type { KnownCommand } from '../../../app/policy/parse-policy.ts';
import { parsePolicy } from '../../../app/policy/parse-policy.ts';

const known = (name: string, scope: KnownCommand['scope'], canWait?: true): KnownCommand => ({
  grammar: { name, parameters: [], options: {}, flags: [], summary: '' },
  scope,
  ...(canWait && { approval: { make: () => Promise.resolve(undefined) } }),
});
const commands = [
  known('spawn', 'organisation', true),
  known('verify', 'repository'),
  known('adr new', 'repository'),
  known('adr accept', 'repository'),
];
const parse = (text: string, repo = '.github') =>
  parsePolicy(text, { repository: { owner: 'acme', repo }, ofOrganisation: repo === '.github', commands });
const problemOf = (text: string, repo?: string): string => {
  try {
    parse(text, repo);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

describe('a policy', () => {
  it('says who may give what, where it stands, and what may be spawned', () => {
    const { rules, spawn } = parse(
      [
        'commands:',
        '  spawn: { roles: [maintain], teams: [platform], approvals: 1 }',
        '  "adr accept": { teams: [] }',
        'spawn:',
        '  names: ["pay-*"]',
        '  per-person-per-hour: 3',
        '',
      ].join('\n'),
    );
    expect([...rules]).toEqual([
      [
        'spawn',
        {
          ...{ roles: ['maintain'], teams: ['platform'], approvals: 1 },
          place: 'acme/.github, .github/vaultmesh.yml, line 2',
        },
      ],
      ['adr accept', { approvals: 0, teams: [], place: 'acme/.github, .github/vaultmesh.yml, line 3' }],
    ]);
    expect(spawn).toMatchObject({ names: ['pay-*'], reserved: [], perPersonPerHour: 3 });
    expect(spawn.placeOf('names')).toBe('acme/.github, .github/vaultmesh.yml, line 5');
  });

  it.each(['', '# nothing', 'covenant: { level: warn }'])('may say nothing: %j', (text) => {
    expect(parse(text).rules.size).toBe(0);
  });

  it.each([
    ['commands: [', '.github/vaultmesh.yml cannot be used: line 1'],
    ['commands:\n  spwan: {}', 'line 2: there is no command spwan, did you mean spawn?'],
    ['commands:\n  deploy: {}', 'line 2: there is no command deploy.'],
    ['commands:\n  adr accpet: {}', 'line 2: there is no command adr accpet, did you mean adr accept?'],
    ['commands:\n  verify: { role: [read] }', 'the property "role", only roles, teams, approvals'],
    ['commands:\n  verify: { roles: read }', 'line 2: /commands/verify/roles must be array'],
    ['commands:\n  verify: { approvals: 2 }', 'line 2: /commands/verify/approvals must be equal to one of'],
    ['commands:\n  verify:\n    teams: [acme/x]', 'line 3: /commands/verify/teams/0 must match pattern'],
    ['commands:\n  verify: { approvals: 1 }', 'verify shows no plan that could be approved, only spawn can'],
    ['commands:\n  spawn: { roles: [admin] }\n  spawn: {}', 'line 3: /commands/spawn stands twice'],
    ['spawn:\n  names: ["^(a+)+$"]', 'line 2: /spawn/names/0 must match pattern'],
    [
      'spawn:\n  name: [a]',
      'the property "name", only names, reserved, languages, visibility, per-person-per-hour',
    ],
    ['spawn:\n  languages:\n    - pyhton', 'line 3: there are no templates for pyhton, did you mean python?'],
    ['spawn:\n  visibility: secret', 'must be equal to one of the allowed values: private, internal, public'],
    ['spawn:\n  per-person-per-hour: 0', 'line 2: /spawn/per-person-per-hour must be '],
    ['covenant: { level: off }', 'line 1: /covenant/level'],
  ])('that is wrong is refused with its line: %j', (text, problem) => {
    const said = problemOf(text).replaceAll(/&#(\d+);/g, (_, code: string) =>
      String.fromCodePoint(Number(code)),
    );
    expect(said).toContain(
      'The configuration of acme/.github is wrong, and until it is corrected nobody may',
    );
    expect(said).toContain(problem);
  });

  it.each([
    [
      'commands:\n  spawn: {}',
      'line 2: commands.spawn is for the organisation to say; it belongs in acme/.github',
    ],
    ['spawn: {}', 'line 1: spawn is for the organisation to say; it belongs in acme/.github'],
  ])('of a repository cannot speak for the organisation: %j', (text, problem) => {
    expect(problemOf(text, 'service')).toContain(problem);
  });

  it('is shown as text, whatever it says', () => {
    expect(problemOf('commands: { verify: { "@everyone <img src=x> `a`": 1 } }')).not.toMatch(/[@<`]/);
  });

  it('with hostile globs is told apart in no time', () => {
    const glob = '*a'.repeat(50);
    const { spawn } = parse(`spawn: { names: [${`"${glob}",`.repeat(100)}] }`);
    expect(spawn.names).toHaveLength(100);
  });
});
