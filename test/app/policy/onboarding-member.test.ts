import { expect, it } from '@jest/globals';
import { parsePolicy } from '../../../app/policy/parse-policy.ts';

const parse = (text: string, repo = '.github') =>
  parsePolicy(text, {
    repository: { owner: 'acme', repo },
    ofOrganisation: repo === '.github',
    commands: [],
  });

it('the organisation says whether repositories are asked to keep records', () => {
  expect(parse('onboarding: none').onboarding).toBe('none');
  expect(parse('onboarding: pull-request').onboarding).toBe('pull-request');
  expect(parse('version: 1').onboarding).toBeUndefined();
});

it('nothing else may stand there', () => {
  expect(() => parse('onboarding: nobody')).toThrow('onboarding');
});

it('another repository may not say it', () => {
  expect(() => parse('version: 1\nonboarding: none', 'shop')).toThrow(
    /onboarding is for the organisation to say/,
  );
});
