import { expect, it } from '@jest/globals';
import { ensureRulesets, type RulesetsKeeper } from '../../../core/github/ensure-rulesets.ts';
import type { KeptRuleset, Ruleset } from '../../../core/github/ruleset.ts';

const REPOSITORY = { id: 'R_1', name: { owner: 'acme', repo: 'my-service' } };

const BRANCH: Ruleset = {
  name: 'branch',
  ref: '~DEFAULT_BRANCH',
  rules: [
    { type: 'non_fast_forward' },
    {
      type: 'required_status_checks',
      parameters: {
        required_status_checks: [{ context: 'Test', integration_id: 15368 }],
        strict_required_status_checks_policy: false,
      },
    },
  ],
};
const TAGS: Ruleset = {
  name: 'tags',
  target: 'tag',
  ref: 'refs/tags/v*',
  rules: [{ type: 'creation' }],
  bypass: ['maintain'],
};

/** A repository in which each request makes at most `most` of what it asks for; what was asked. */
function github({ most = Infinity, error = undefined as Error | undefined } = {}) {
  const kept = new Map<string, KeptRuleset>();
  const asked: { query: string; inputs: Record<string, { name: string }> }[] = [];
  const updated: number[] = [];
  const names = (): string[] => [...kept.keys()];
  const client: RulesetsKeeper = {
    graphql: <T>(query: string, { request, ...inputs }: Record<string, unknown>) => {
      expect(request).toEqual({ retries: 0 });
      const given = inputs as Record<string, { name: string }>;
      asked.push({ query, inputs: given });
      for (const { name } of Object.values(given).slice(0, most)) {
        const { target = 'branch', ref, rules } = name === 'branch' ? BRANCH : TAGS;
        kept.set(name, {
          ...{ target, enforcement: 'active', rules },
          conditions: { ref_name: { include: [ref], exclude: [] } },
        });
      }
      return error ? Promise.reject(error) : Promise.resolve({} as T);
    },
    rest: {
      repos: {
        getRepoRulesets: () => Promise.resolve({ data: names().map((name, id) => ({ id, name })) }),
        getRepoRuleset: ({ ruleset_id }) => Promise.resolve({ data: kept.get(names()[ruleset_id]!)! }),
        updateRepoRuleset: ({ ruleset_id }) => Promise.resolve(updated.push(ruleset_id)),
      },
    },
  };
  return { client, kept, asked, updated };
}

it('rulesets are made by one request, in the words of GraphQL, and once', async () => {
  const { client, asked, updated } = github();
  expect(await ensureRulesets(client, REPOSITORY, [BRANCH, TAGS])).toBe(true);
  expect(asked).toEqual([
    {
      query: expect.stringContaining('createRepositoryRuleset(input: $ruleset1)'),
      inputs: {
        ruleset0: {
          sourceId: 'R_1',
          name: 'branch',
          target: 'BRANCH',
          enforcement: 'ACTIVE',
          bypassActors: [],
          conditions: { refName: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
          rules: [
            { type: 'NON_FAST_FORWARD' },
            {
              type: 'REQUIRED_STATUS_CHECKS',
              parameters: {
                requiredStatusChecks: {
                  requiredStatusChecks: [{ context: 'Test', integrationId: 15368 }],
                  strictRequiredStatusChecksPolicy: false,
                },
              },
            },
          ],
        },
        ruleset1: {
          sourceId: 'R_1',
          name: 'tags',
          target: 'TAG',
          enforcement: 'ACTIVE',
          bypassActors: [{ repositoryRoleDatabaseId: 2, bypassMode: 'ALWAYS' }],
          conditions: { refName: { include: ['refs/tags/v*'], exclude: [] } },
          rules: [{ type: 'CREATION' }],
        },
      },
    },
  ]);
  expect(await ensureRulesets(client, REPOSITORY, [BRANCH, TAGS])).toBe(false);
  expect([asked.length, updated]).toEqual([1, []]);
});

it('of rulesets of which GitHub has made a part, the next attempt makes the rest', async () => {
  const { client, asked, kept } = github({
    most: 1,
    error: Object.assign(new Error('lost'), { status: 502 }),
  });
  expect(await ensureRulesets(client, REPOSITORY, [BRANCH, TAGS])).toBe(true);
  expect(asked.map(({ inputs }) => Object.values(inputs).map(({ name }) => name))).toEqual([
    ['branch', 'tags'],
    ['tags'],
  ]);
  expect([...kept.keys()]).toEqual(['branch', 'tags']);
});

it('a ruleset that was switched off meanwhile is switched on again', async () => {
  const { client, kept, updated } = github();
  await ensureRulesets(client, REPOSITORY, [BRANCH, TAGS]);
  kept.set('tags', { ...kept.get('tags')!, enforcement: 'disabled' });
  expect(await ensureRulesets(client, REPOSITORY, [BRANCH, TAGS])).toBe(true);
  expect(updated).toEqual([1]);
});

it('a refusal is told as it is', async () => {
  const { client } = github({ most: 0, error: new Error('Upgrade to GitHub Pro') });
  await expect(ensureRulesets(client, REPOSITORY, [BRANCH])).rejects.toThrow('Upgrade to GitHub Pro');
});
