import { expect, it } from '@jest/globals';
import { platformForms } from '../../../app/onboarding/platform-forms.ts';

const namesOf = (isPersonal: boolean) =>
  platformForms(isPersonal).map(({ path }) => /vaultmesh-(.*)\.yml$/.exec(path)?.[1]);

it('in the account of a person there is no form of what nobody can give there', () => {
  expect(namesOf(false)).toContain('spawn');
  expect(namesOf(true)).toEqual(namesOf(false).filter((name) => name !== 'spawn'));
});
