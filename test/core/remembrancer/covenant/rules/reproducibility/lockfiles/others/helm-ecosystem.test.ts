import { describe, expect, it } from '@jest/globals';

import { missingIn } from '../findings-of.ts';
import { placed } from '../placed.ts';

const CHART = 'apiVersion: v2\nname: x\n';
const REDIS = 'dependencies:\n  - name: redis\n    repository: https://a.example\n';
const TWO = `${REDIS}  - name: nats\n    repository: https://a.example\n  - name: ours\n    repository: ""\n`;

const missing = async (files: Readonly<Record<string, string>>) => placed(files, await missingIn(files));

describe('a chart without its lockfile', () => {
  it('is told where it asks for others', async () => {
    expect(await missing({ 'a/Chart.yaml': `${CHART}${TWO}`, 'Chart.lock': '' })).toEqual([
      'a/Chart.yaml:3 dependencies | Chart.yaml has 2 dependencies and no lockfile.',
    ]);
    expect((await missingIn({ 'a/Chart.yaml': `${CHART}${REDIS}` }))[0]?.remedy).toContain(
      'Run `helm dependency update` and commit Chart.lock.',
    );
  });

  it('is told of its requirements.yaml too', async () => {
    const files = { 'a/Chart.yaml': CHART, 'a/requirements.yaml': REDIS };
    expect(await missing(files)).toEqual([
      'a/requirements.yaml:1 dependencies | requirements.yaml has 1 dependency and no lockfile.',
    ]);
    expect((await missingIn(files))[0]?.remedy).toContain(
      'Run `helm dependency update` and commit requirements.lock.',
    );
    expect(await missing({ ...files, 'a/requirements.lock': '' })).toEqual([]);
    expect(await missing({ ...files, 'a/Chart.lock': '' })).toHaveLength(1);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a requirements.yaml of another program', { 'requirements.yaml': REDIS }],
    ['such a one that is no YAML', { 'requirements.yaml': 'a: [' }],
    ['an empty chart', { 'Chart.yaml': '' }],
    ['a chart that is a list', { 'Chart.yaml': '- a\n' }],
    ['dependencies that are no list', { 'Chart.yaml': `${CHART}dependencies: redis\n` }],
    ['no dependencies', { 'Chart.yaml': `${CHART}dependencies: []\n` }],
  ])('is none for %s', async (_, files) => {
    expect(await missing(files)).toEqual([]);
  });

  it('is one that cannot be told where it is no YAML', async () => {
    expect(await missing({ 'a/Chart.yaml': 'a: [' })).toEqual([
      expect.stringMatching(
        /^a\/Chart.yaml \| a\/Chart.yaml cannot be held against a lockfile: a\/Chart.yaml is not YAML that can be read: line 1: .{5,}\.$/,
      ),
    ]);
  });
});
