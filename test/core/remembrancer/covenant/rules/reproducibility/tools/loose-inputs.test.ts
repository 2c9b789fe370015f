import { describe, expect, it } from '@jest/globals';

import { looseInputs } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/tools/loose-inputs.ts';
import { fileOf } from '../../../file-of.ts';

const inputsOf = (uses: string, given: string) =>
  looseInputs(
    fileOf(
      '.github/workflows/a.yml',
      `on: push\njobs:\n  a:\n    runs-on: b\n    steps:\n      - uses: ${uses}\n        with: ${given}\n`,
    ),
  ).map(({ input, value }) => [input, value]);

describe('the inputs of an Action', () => {
  it.each([
    ...[
      'latest',
      'stable',
      'nightly',
      'current',
      'node',
      '*',
      'x',
      'lts',
      'lts/*',
      'lts/iron',
      'lts/-1',
      'LATEST',
    ],
  ])('name no version by %s', (value) => {
    expect(inputsOf('a/b@v1', `{version: "${value}"}`)).toEqual([['version', value]]);
  });

  it.each([
    ...[
      'latest-1',
      'my-latest',
      'unstable',
      'stable1',
      'nodejs',
      'lts/',
      'lts-1',
      'lts/a b',
      'xlts',
      '1.x',
      'x1',
      '**',
    ],
    ...['xnode', '1.2.3', ''],
  ])('may name one by %s', (value) => {
    expect(inputsOf('a/b@v1', `{version: "${value}"}`)).toEqual([]);
  });

  it.each([
    ['version', true],
    ['node-version', true],
    ['x_VERSION', true],
    ['conversion', false],
    ['version-file', false],
    ['versions', false],
  ])('are looked at by their name: %s', (input, isLooked) => {
    expect(inputsOf('a/b@v1', `{${input}: latest}`)).toHaveLength(isLooked ? 1 : 0);
  });

  it.each([
    ['aquasecurity/setup-trivy', 'version', []],
    ['azure/setup-helm', 'version', ['version-file']],
    ['google-github-actions/setup-gcloud', 'version', []],
    ['hashicorp/setup-terraform', 'terraform_version', ['terraform_version_file']],
    ['opentofu/setup-opentofu', 'tofu_version', ['tofu_version_file']],
  ])('of %s have to have %s', (action, input, others) => {
    expect(inputsOf(`${action}@v1`, '{other: x}')).toEqual([[input, undefined]]);
    for (const each of [input, ...others]) expect(inputsOf(`${action}@v1`, `{${each}: 1.2.3}`)).toEqual([]);
  });
});
