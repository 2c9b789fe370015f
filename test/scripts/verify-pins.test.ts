import { describe, expect, it } from '@jest/globals';
import type { Pins } from '../../core/spawn/pins.ts';
import { verifyPins } from '../../scripts/pins/verify-pins.ts';

const COMMIT = 'c'.repeat(40);
const SHA = 'a'.repeat(40);
const DIGEST = `sha256:${'b'.repeat(64)}`;
const seen = (path: string) => ({ repository: 'acme/x', path, commit: COMMIT, date: '2026-11-20' });

const PINS: Pins = {
  actions: { 'actions/checkout': { version: 'v1.0.0', sha: SHA, seen: seen('ci.yml') } },
  images: { base: { image: 'debian', tag: '12', digest: DIGEST, seen: seen('Dockerfile') } },
  tools: { linter: { version: '1.2.3', seen: seen('tools.txt') } },
};

/** `undefined` is a file that is not there; of one that is not named nothing can be told. */
const check = async (files: Readonly<Record<string, string | undefined>>) => {
  const root = `https://raw.githubusercontent.com/acme/x/${COMMIT}/`;
  const checks = await verifyPins(PINS, (address) => {
    const path = address.slice(root.length);
    const known = address.startsWith(root) && path in files;
    return known ? Promise.resolve(files[path]) : Promise.reject(new Error('503'));
  });
  return checks.map(({ name, state }) => [name, state]);
};

describe('verifyPins', () => {
  it('finds each pin in the file and at the commit where it was seen', async () => {
    const files = {
      'ci.yml': `uses: actions/checkout@${SHA}`,
      Dockerfile: `FROM debian@${DIGEST}`,
      'tools.txt': 'linter 1.2.3',
    };
    expect(await check(files)).toEqual([
      ['actions/checkout', 'seen'],
      ['base', 'seen'],
      ['linter', 'seen'],
    ]);
  });

  it('tells a pin that is not there from one that could not be looked up', async () => {
    expect(await check({ 'ci.yml': 'uses: actions/checkout@v1', Dockerfile: undefined })).toEqual([
      ['actions/checkout', 'absent'],
      ['base', 'absent'],
      ['linter', 'unreachable'],
    ]);
  });
});
