import { expect, it } from '@jest/globals';

import { isSecretName } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/secret-name.ts';

it.each([
  'password',
  'db.pass',
  'DB_PASS',
  'API_KEY',
  'clientSecret',
  'nextToken.password',
  'token_prod_2',
  '_auth',
])('%s is the name of a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

it.each(['key', 'compass', 'password.length', 'tokenUrl', 'app.nextToken', 'public_key', 'csrf-token', ''])(
  '%s is not',
  (name) => {
    expect(isSecretName(name)).toBe(false);
  },
);
