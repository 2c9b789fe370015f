import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { allCommands } from '../../../app/commands/all-commands.ts';
import { checkSpawn } from '../../../app/policy/check-spawn.ts';
import { isMeant, parsePolicy } from '../../../app/policy/parse-policy.ts';
import { parseCovenantConfig } from '../../../core/remembrancer/covenant/index.ts';
import schema from '../../../ledger-schema/config.schema.json' with { type: 'json' };

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8');
const EXAMPLE = /```yaml\n([^]*?)```/.exec(PAGE)?.[1] ?? '';

describe('the example of docs/configuration.md', () => {
  const { rules, spawn } = parsePolicy(EXAMPLE, {
    repository: { owner: 'acme', repo: '.github' },
    ofOrganisation: true,
    commands: allCommands(),
  });

  it('says who may give commands that there are', () => {
    const names = allCommands().map(({ grammar }) => grammar.name);
    expect([...rules.keys()]).toEqual(['spawn', 'adr', 'adr accept', 'record']);
    for (const rule of rules.keys()) expect(names.some((name) => isMeant(rule, name))).toBe(true);
    expect(rules.get('spawn')).toMatchObject({ roles: ['maintain'], teams: ['makers'], approvals: 1 });
  });

  it.each([
    ['pay-roll', 'python', true],
    ['pay-prod', 'python', false],
    ['pay-core', 'python', false],
    ['other', 'python', false],
    ['search-web', 'rust', false],
  ])('means what it says: %s in %s', (name, language, isAllowed) => {
    const check = () => checkSpawn(spawn, { name, language });
    if (isAllowed) expect(check).not.toThrow();
    else expect(check).toThrow('acme/.github, .github/vaultmesh.yml, line');
  });

  it('is a configuration of the covenant too', () => {
    expect(parseCovenantConfig(EXAMPLE, new Set(['VM-II-02'])).levels.size).toBe(1);
  });

  it('is explained with every member that there is', () => {
    const { commandRule } = schema.$defs;
    const members = [
      ...Object.keys(schema.properties),
      ...Object.keys(commandRule.properties).map((name) => `commands.….${name}`),
      ...Object.keys(schema.properties.spawn.properties).map((name) => `spawn.${name}`),
    ].filter((name) => name !== 'spawn');
    for (const member of members) expect(PAGE).toContain(`| \`${member}\` `);
  });
});
