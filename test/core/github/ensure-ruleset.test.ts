import { describe, expect, it } from '@jest/globals';
import { ensureRuleset, type Ruleset, type RulesetKeeper } from '../../../core/github/ensure-ruleset.ts';
import type { KeptRuleset, RulesetFields } from '../../../core/github/ruleset.ts';

const REPOSITORY = { owner: 'acme', repo: 'my-service' };

const TAGS: Ruleset = {
  name: 'tags',
  target: 'tag',
  ref: 'refs/tags/v*',
  rules: [{ type: 'creation' }, { type: 'update' }, { type: 'deletion' }],
  bypass: ['maintain', 'admin'],
};

const role = (actor_id: number) => ({ actor_id, actor_type: 'RepositoryRole', bypass_mode: 'always' });

/** As it is made. */
const AS_MADE: KeptRuleset = {
  target: 'tag',
  enforcement: 'active',
  bypass_actors: [role(2), role(5)],
  conditions: { ref_name: { include: ['refs/tags/v*'], exclude: [] } },
  rules: [{ type: 'creation' }, { type: 'update' }, { type: 'deletion' }],
};

/** A repository with a ruleset of that name, or without, and what was written to it. */
function github(kept?: KeptRuleset) {
  const written: { how: string; fields: RulesetFields }[] = [];
  const client: RulesetKeeper = {
    rest: {
      repos: {
        getRepoRulesets: () => Promise.resolve({ data: kept ? [{ id: 7, name: 'tags' }] : [] }),
        getRepoRuleset: () => Promise.resolve({ data: kept! }),
        createRepoRuleset: (fields) => {
          written.push({ how: 'made', fields });
          return Promise.resolve({ data: { id: 7 } });
        },
        updateRepoRuleset: (fields) =>
          Promise.resolve(written.push({ how: `updated ${fields.ruleset_id}`, fields })),
      },
    },
  };
  return { client, written };
}

describe('a ruleset', () => {
  it('is made for its refs, switched on, with the roles that are let past by the numbers that GitHub has for them', async () => {
    const { client, written } = github();
    expect(await ensureRuleset(client, REPOSITORY, TAGS)).toBe(true);
    expect(written).toMatchObject([{ how: 'made', fields: { ...AS_MADE, name: 'tags' } }]);
  });

  const enough: [string, Partial<KeptRuleset>][] = [
    ['is as it was made', {}],
    ['has more rules', { rules: [...AS_MADE.rules!, { type: 'required_signatures' }] }],
    [
      'is for more refs',
      { conditions: { ref_name: { include: ['refs/tags/v*', 'refs/tags/x'], exclude: [] } } },
    ],
    ['lets fewer people past', { bypass_actors: [role(5)] }],
    ['lets nobody past', { bypass_actors: [] }],
  ];
  it.each(enough)('stays where it %s', async (_, other) => {
    const { client, written } = github({ ...AS_MADE, ...other });
    expect(await ensureRuleset(client, REPOSITORY, TAGS)).toBe(false);
    expect(written).toEqual([]);
  });

  const less: [string, Partial<KeptRuleset>][] = [
    ['is switched off', { enforcement: 'disabled' }],
    ['only tells what it would refuse', { enforcement: 'evaluate' }],
    ['is for branches', { target: 'branch' }],
    ['is for other tags', { conditions: { ref_name: { include: ['refs/tags/w*'], exclude: [] } } }],
    [
      'leaves some tags out',
      { conditions: { ref_name: { include: ['refs/tags/v*'], exclude: ['refs/tags/v9*'] } } },
    ],
    ['is for nothing', { conditions: null }],
    ['lacks a rule', { rules: AS_MADE.rules!.slice(1) }],
    ['lets everybody past who may write', { bypass_actors: [role(2), role(5), role(4)] }],
    ['lets an app past', { bypass_actors: [{ actor_id: 2, actor_type: 'Integration' }] }],
  ];
  it.each(less)('is made as it should be where it %s', async (_, other) => {
    const { client, written } = github({ ...AS_MADE, ...other });
    expect(await ensureRuleset(client, REPOSITORY, TAGS)).toBe(true);
    expect(written).toMatchObject([{ how: 'updated 7', fields: { ...AS_MADE, name: 'tags' } }]);
  });
});
