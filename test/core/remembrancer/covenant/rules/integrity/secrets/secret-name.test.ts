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
  'pass',
  'passwd',
  'dbPwd',
  'credential',
  'apikey',
  'tokenBase64',
  'token2024',
])('%s is the name of a secret', (name) => {
  expect(isSecretName(name)).toBe(true);
});

it.each([
  'key',
  'compass',
  'password.length',
  'tokenUrl',
  'app.nextToken',
  'public_key',
  'csrf-token',
  'use_auth',
  'testApiKey',
  'test_api_key',
  'nextAccessToken',
  'next_access_token',
  'mockAuthToken',
  'mock_auth_token',
  'sampleClientSecret',
  'sample-client-secret',
  '',
])('%s is not', (name) => {
  expect(isSecretName(name)).toBe(false);
});
