import { describe, expect, it } from '@jest/globals';
import { EXIT_CODES, VaultMeshError } from '../../../core/common/error.ts';
import { parseSpawnRequest } from '../../../core/spawn/index.ts';
import { HOSTILE_TEXTS, REFUSED_TEXTS, request } from './requests.ts';

function refusal(input: unknown): VaultMeshError {
  try {
    parseSpawnRequest(input);
  } catch (error) {
    if (error instanceof VaultMeshError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(input)} was accepted`);
}

const named = (name: unknown): object => ({ name, owner: 'acme' });

describe('parseSpawnRequest', () => {
  it('fills in what most people want and leaves its input alone', () => {
    const input = { name: 'my-service', owner: 'acme' };
    expect(parseSpawnRequest(input)).toEqual({
      name: 'my-service',
      language: 'python',
      kind: 'service',
      mcp: false,
      mq: 'none',
      owner: 'acme',
      description: 'The my-service service.',
      license: 'MIT',
    });
    expect(input).toEqual({ name: 'my-service', owner: 'acme' });
  });

  it.each(['abc', 'a1-b2-c3', `a${'b'.repeat(62)}`, 'email', 'json', 'como', 'test', 'node-8', 'github1'])(
    'accepts the name %s',
    (name) => {
      expect(request({ name }).name).toBe(name);
    },
  );

  it.each([
    '../evil',
    '',
    'ab',
    'a'.repeat(64),
    'My-Service',
    'my_service',
    'my.service',
    '-my',
    'my-',
    '1st',
    'my service',
    'sérvice',
    'my-servıce',
    'my-service\n',
    'a/b',
    '.git',
    '{{x}}',
    '$(id)',
    7,
    null,
    ['abc'],
  ])('refuses the name %j and says what a name is', (name) => {
    const error = refusal(named(name));
    expect(error.code).toBe('usage');
    expect(error.message).toContain('3 to 63 characters: a to z, 0 to 9 and hyphens');
    expect(error.message).toContain('my-service');
  });

  it.each([
    ['vaultmesh', 'reserved'],
    ['platform', 'reserved'],
    ['null', 'reserved'],
    ['nats', 'reserved'],
    ['vendor', 'reserved'],
    ['verify', 'reserved'],
    ['v10', 'reads as a version'],
    ['com1', 'reserved'],
    ['kube-system', 'reserved'],
    ['p1atform', 'looks like the reserved name "platform"'],
    ['plat-form', 'looks like the reserved name "platform"'],
    ['vau1tmesh', 'looks like the reserved name "vaultmesh"'],
    ['vaultrnesh', 'looks like the reserved name "vaultmesh"'],
    ['kubern3tes', 'looks like the reserved name "kubernetes"'],
    ['xn--mnchen-3ya', 'punycode'],
    ['my--service', 'two hyphens'],
  ])('refuses the name %s: %s', (name, reason) => {
    const error = refusal(named(name));
    expect(EXIT_CODES[error.code]).toBe(9);
    expect(error.message).toContain(reason);
    expect(error.message).toMatch(/(Choose|Write|Use) .*\.$/);
  });

  it.each(['-acme', 'acme-', 'ac--me', 'a'.repeat(40), 'acme/x', '', 'a b', '@acme', 'é'])(
    'refuses the owner %j',
    (owner) => {
      const error = refusal({ name: 'my-service', owner });
      expect(error.code).toBe('usage');
      expect(error.message).toContain('owner must be a GitHub account name: 1 to 39 of A to Z, a to z');
    },
  );

  it.each(['vendor', 'Vendor', 'aux', 'CON', 'com1'])(
    'refuses the owner %s, with whom Go builds nothing',
    (owner) => {
      const error = refusal({ name: 'my-service', owner });
      expect(error).toMatchObject({
        code: 'policy',
        message: expect.stringContaining('no path of a Go module'),
      });
    },
  );

  it.each(HOSTILE_TEXTS)('carries the description %j unchanged', (description) => {
    expect(request({ description }).description).toBe(description);
  });

  it.each(REFUSED_TEXTS)('refuses the description %j with a reason', (description) => {
    const error = refusal({ name: 'my-service', owner: 'acme', description });
    expect(error.code).toBe('usage');
    expect(error.message).toContain('description');
  });

  it('counts characters as people do: 350 emoji fit', () => {
    const description = '🚀'.repeat(350);
    expect(request({ description }).description).toBe(description);
  });

  it.each([
    [{ name: 'my-service' }, 'The owner is missing'],
    [{ owner: 'acme' }, 'The name is missing'],
    [{ name: 'my-service', owner: 'acme', language: 'cobol' }, /The language must be one of: .*python/],
    [{ name: 'my-service', owner: 'acme', kind: 'daemon' }, /The kind must be one of: service/],
    [
      { name: 'my-service', owner: 'acme', mq: 'kafka' },
      'The broker of with-mq must be one of: none, rabbitmq, nats.',
    ],
    [{ name: 'my-service', owner: 'acme', mcp: 'yes' }, 'The option with-mcp must be true or false'],
    [{ name: 'my-service', owner: 'acme', license: 'WTFPL' }, 'The license must be one of: Apache-2.0, MIT'],
    [{ name: 'my-service', owner: 'acme', replicas: 3 }, 'There is no option "replicas"'],
    ['my-service', 'must be an object'],
    [undefined, 'must be an object'],
  ])('answers %j with: %s', (input, message) => {
    expect(refusal(input).message).toMatch(message);
  });
});
