import { describe, expect, it } from '@jest/globals';

import { CONFIG_MEMBERS } from '../../../../../core/remembrancer/covenant/config/config-document.ts';
import {
  COVENANT_MEMBERS,
  EXCEPTION_MEMBERS,
  RULE_MEMBERS,
  SPAWN_MEMBERS,
} from '../../../../../core/remembrancer/covenant/config/parse-config.ts';
import { parseCovenantConfig } from '../../../../../core/remembrancer/covenant/index.ts';
import schema from '../../../../../ledger-schema/config.schema.json' with { type: 'json' };

const RULE_IDS = new Set(['VM-I-01', 'VM-II-01']);
const parse = (text?: string): ReturnType<typeof parseCovenantConfig> => parseCovenantConfig(text, RULE_IDS);
const problemOf = (text: string): string => {
  try {
    parse(text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

describe('the configuration of a covenant', () => {
  it('has the members that its schema has', () => {
    expect(CONFIG_MEMBERS).toEqual(Object.keys(schema.properties));
    const { covenant } = schema.properties;
    expect(COVENANT_MEMBERS).toEqual(Object.keys(covenant.properties));
    expect(EXCEPTION_MEMBERS).toEqual(Object.keys(covenant.properties.exceptions.items.properties));
    expect(RULE_MEMBERS).toEqual(Object.keys(schema.$defs.commandRule.properties));
    expect(SPAWN_MEMBERS).toEqual(Object.keys(schema.properties.spawn.properties));
  });

  it.each([undefined, '', '\n', '# nothing\n', 'spawn: {}\n', 'covenant: {}\n'])(
    'is the defaults in %j',
    (text) => {
      expect(parse(text)).toEqual({
        ...{ ruleSet: 1, levels: new Map(), exceptions: [], guarded: [] },
        ...{ releases: 'v*', decisions: 'docs/adr' },
      });
    },
  );

  it('has patterns of 10000 characters together, and any number of plain paths', () => {
    const exceptions = (...paths: string[]): string =>
      JSON.stringify({
        covenant: {
          exceptions: [
            { rule: 'VM-I-01', reason: 'It was there before us', until: '2027-06-30', paths: paths.slice(1) },
          ],
          guarded: paths.slice(0, 1),
        },
      });
    const half = `*${'a'.repeat(3999)}`;
    expect(problemOf(exceptions(half, half, 'b'.repeat(4000), `?${'c'.repeat(1999)}`))).toBe('none');
    expect(problemOf(exceptions(half, half, `?${'c'.repeat(2000)}`))).toBe(
      '.github/vaultmesh.yml cannot be used: line 1: its globs with * or ? have more than 10000 characters together; name folders and files as they are. Its schema is ledger-schema/config.schema.json.',
    );
  });

  it('is what the file says', () => {
    const text = [
      'covenant:',
      '  rule-set: 2',
      '  level: enforce',
      '  levels:',
      '    VM-II-01: warn',
      '  exceptions:',
      '    - rule: VM-I-01',
      '      paths: [old/**]',
      '      beginning: acme/',
      '      reason: "It was there before us"',
      '      until: 2027-06-30',
      '  guarded: [api/**]',
      '  releases: "release-*"',
      '  decisions: decisions',
      '',
    ].join('\r\n');
    expect(parse(text)).toEqual({
      ...{ ruleSet: 2, level: 'enforce', levels: new Map([['VM-II-01', 'warn']]) },
      exceptions: [
        {
          ...{ rule: 'VM-I-01', paths: ['old/**'], beginning: 'acme/' },
          ...{ reason: 'It was there before us', until: '2027-06-30' },
        },
      ],
      ...{ guarded: ['api/**'], releases: 'release-*', decisions: 'decisions' },
    });
  });

  const exception = (text: string): string => `covenant: { exceptions: [{ ${text} }] }`;
  it.each([
    ['covenant: [', '.github/vaultmesh.yml cannot be used'],
    [
      'covenant: { levle: warn }',
      '/covenant must not have the property "levle", only rule-set, level, levels, exceptions, guarded, vkey, releases, decisions. Its schema',
    ],
    [
      'covenant: { exceptions: [{ rule: VM-I-01, path: a, reason: because it is so, until: 2027-01-01 }] }',
      '/covenant/exceptions/0 must not have the property "path", only rule, paths, beginning, reason, until. Its schema',
    ],
    [
      'covenant: { level: off }',
      '/covenant/level must be equal to one of the allowed values: advise, warn, enforce',
    ],
    ['covenant: { levels: { VM-II-99: warn } }', 'there is no rule VM-II-99'],
    [
      'covenant: { levels: { pins: warn } }',
      '/covenant/levels has the property "pins", which must match pattern "^VM-(I|II|III|IV)-\\d{2}$"',
    ],
    [exception('rule: VM-I-02, reason: because it is so, until: 2027-01-01'), 'there is no rule VM-I-02'],
    [exception('rule: VM-I-01, reason: because it is so'), "must have required property 'until'"],
    [exception('rule: VM-I-01, until: 2027-01-01'), "must have required property 'reason'"],
    [exception('rule: VM-I-01, reason: so, until: 2027-01-01'), 'must NOT have fewer than 10 characters'],
    [exception('rule: VM-I-01, reason: because it is so, until: 2027-02-30'), 'there is no day 2027-02-30'],
    [exception('rule: VM-I-01, reason: because it is so, until: never'), 'must match pattern'],
    ['covenant: { decisions: ../x }', 'decisions is ../x; name a folder of the repository, from its root'],
    ['covenant: { decisions: docs/../.. }', 'decisions is docs/../..; name a folder of the repository'],
    ['covenant: { decisions: /docs/adr }', 'decisions is /docs/adr; name a folder of the repository'],
    [
      exception('rule: VM-I-01, beginning: "", reason: because it is so, until: 2027-01-01'),
      '/covenant/exceptions/0/beginning must NOT have fewer than 1 characters',
    ],
    [
      exception(`rule: VM-I-01, beginning: ${'a'.repeat(201)}, reason: because it is so, until: 2027-01-01`),
      '/covenant/exceptions/0/beginning must NOT have more than 200 characters',
    ],
    ['covenant: {}\n---\ncovenant: {}', 'it has more than one document'],
    ['- covenant', 'must be object'],
    [`covenant: ${'['.repeat(5000)}`, 'cannot be used'],
  ])('is refused: %j', (text, problem) => {
    expect(problemOf(text)).toContain(problem);
  });

  it.each([
    [2, ['covenant:', '  levle: warn']],
    [3, ['covenant:', '  levels:', '    VM-II-99: warn']],
    [4, ['covenant:', '  levels:', '    VM-I-01: warn', '    pins: warn']],
    [2, ['covenant:', '  level: off']],
    [
      5,
      [
        'covenant:',
        '  exceptions:',
        '    - rule: VM-I-01',
        '      reason: because it is so',
        '      until: never',
      ],
    ],
    [
      5,
      [
        'covenant:',
        '  exceptions:',
        '    - reason: because it is so',
        '      until: 2027-01-01',
        '      rule: VM-I-02',
      ],
    ],
    [
      5,
      [
        'covenant:',
        '  exceptions:',
        '    - rule: VM-I-01',
        '      reason: because it is so',
        '      until: 2027-02-30',
      ],
    ],
    [3, ['covenant:', '  exceptions:', '    - rule: VM-I-01', '      reason: because it is so']],
    [3, ['covenant:', '  guarded: [a]', '  decisions: ../x']],
    [2, ['# Only a list', '- covenant']],
  ])('is refused with the line of what is wrong: %i of %j', (line, lines) => {
    for (const end of ['\n', '\r\n'])
      expect(problemOf(lines.join(end))).toContain(`cannot be used: line ${line}: `);
  });
});
