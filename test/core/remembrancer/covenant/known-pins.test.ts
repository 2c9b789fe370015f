import { describe, expect, it } from '@jest/globals';

import { knownPins } from '../../../../core/remembrancer/covenant/index.ts';
import { readPins } from '../../../../core/spawn/pins.ts';
import { templatesDirectory } from '../../../../core/spawn/templates-directory.ts';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';

describe('the pins that fixes know', () => {
  it('are those of the templates, an action by each of its tags', () => {
    const { actions, images } = knownPins({
      actions: { 'o/r': { version: 'v7.0.1', sha: SHA } },
      images: { node: { image: 'node', tag: '24.1', digest: 'sha256:0a' } },
    });
    const pin = { commit: SHA, version: 'v7.0.1' };
    expect([...actions]).toEqual([
      ['o/r@v7', pin],
      ['o/r@v7.0', pin],
      ['o/r@v7.0.1', pin],
    ]);
    expect([...images]).toEqual([['node:24.1', 'sha256:0a']]);
  });

  it('are whole in this installation', () => {
    const { actions, images } = knownPins(readPins(templatesDirectory()));
    expect(actions.size).toBeGreaterThan(0);
    for (const [name, { commit }] of actions)
      expect(`${name} ${commit}`).toMatch(/^[^@ ]+@v\d[\d.]* [0-9a-f]{40}$/);
    for (const [name, digest] of images)
      expect(`${name} ${digest}`).toMatch(/^[^:@ ]+:\S+ sha256:[0-9a-f]{64}$/);
  });
});
