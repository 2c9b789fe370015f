import { afterEach, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { requireCheck } from '../../../app/onboarding/require-check.ts';
import { numberOfOnboarding, onboardingOperation } from '../../../app/onboarding/onboarding-names.ts';
import { API } from '../fixtures/started-app.ts';

const SHOP = { owner: 'acme', repo: 'shop' };
const RULESETS = '/repos/acme/shop/rulesets';
const client = new Octokit({ baseUrl: API });

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const required = (app?: number, context = 'VaultMesh covenant') => ({
  type: 'required_status_checks',
  parameters: { required_status_checks: [{ context, ...(app !== undefined && { integration_id: app }) }] },
});

const AS_MADE = {
  id: 5,
  target: 'branch',
  enforcement: 'active',
  bypass_actors: [],
  conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
};

/** There is a ruleset of that name with these rules. */
function rulesAre(...rules: object[]): void {
  nock(API)
    .get(RULESETS)
    .query(true)
    .reply(200, [{ id: 5, name: 'VaultMesh: the covenant is kept' }]);
  nock(API)
    .get(`${RULESETS}/5`)
    .query(true)
    .reply(200, { ...AS_MADE, rules });
}

it('a ruleset that requires the check of the app is left alone', async () => {
  rulesAre({ type: 'deletion' }, required(7));
  expect(await requireCheck(client, SHOP, 7)).toBe(false);
});

it.each([
  ['of anybody', [required()]],
  ['of another app', [required(8)]],
  ['of another name', [required(7, 'ci')]],
  ['of no kind', [{ type: 'deletion' }]],
])('one that requires a check %s gets that of the app', async (_, rules) => {
  rulesAre(...rules);
  nock(API)
    .put(`${RULESETS}/5`, ({ rules: [rule], conditions }: { rules: object[]; conditions: object }) => {
      expect(rule).toMatchObject(required(7));
      expect(conditions).toEqual({ ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } });
      return true;
    })
    .reply(200, { id: 5 });
  expect(await requireCheck(client, SHOP, 7)).toBe(true);
});

it('one that was switched off is switched on again', async () => {
  nock(API)
    .get(RULESETS)
    .query(true)
    .reply(200, [{ id: 5, name: 'VaultMesh: the covenant is kept' }]);
  const off = { ...AS_MADE, enforcement: 'disabled', rules: [required(7)] };
  nock(API).get(`${RULESETS}/5`).query(true).reply(200, off);
  nock(API)
    .put(`${RULESETS}/5`, ({ enforcement }: { enforcement: string }) => enforcement === 'active')
    .reply(200, { id: 5 });
  expect(await requireCheck(client, SHOP, 7)).toBe(true);
});

it('the operation of a first record has the number of its pull request, and no other operation has one', () => {
  expect(numberOfOnboarding(onboardingOperation(12))).toBe(12);
  expect(
    ['onboarding:', 'onboarding:0', 'onboarding:1x', 'release:12', 'onboarding:12345678901'].map(
      numberOfOnboarding,
    ),
  ).toEqual(Array(5).fill(undefined));
});
