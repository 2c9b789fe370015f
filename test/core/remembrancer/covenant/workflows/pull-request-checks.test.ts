import { describe, expect, it } from '@jest/globals';
import { pullRequestChecks } from '../../../../../core/remembrancer/covenant/index.ts';
import { fileOf } from '../file-of.ts';

const at = (name: string) => `.github/workflows/${name}.yml`;

/** The checks of a workflow with what is given behind `on:` and `jobs:`. */
const checks = (on: string, jobs: string): string[] =>
  pullRequestChecks([fileOf(at('ci'), `on: ${on}\njobs: ${jobs}\n`)], 'main');

describe('the checks of a pull request', () => {
  it.each([
    ['pull_request', '{a: {}}'],
    ['[push, pull_request]', '{a: {}}'],
    ['{pull_request: }', '{a: {}}'],
    ['{pull_request: {branches: [main]}}', '{a: {}}'],
    ['{pull_request: {branches: ["ma*"], branches-ignore: [next]}}', '{a: {}}'],
    ['{pull_request: {types: [opened, synchronize, labeled]}}', '{a: {}}'],
  ])('are those of a workflow on %s', (on, jobs) => {
    expect(checks(on, jobs)).toEqual(['a']);
  });

  it.each([
    'push',
    'pull_request_target',
    '{push: {branches: [main]}}',
    '{pull_request: {branches: [next]}}',
    '{pull_request: {branches-ignore: [main]}}',
    '{pull_request: {paths: ["src/**"]}}',
    '{pull_request: {paths-ignore: ["docs/**"]}}',
    '{pull_request: {types: [labeled]}}',
  ])('are none of a workflow on %s, which does not run for each', (on) => {
    expect(checks(on, '{a: {}}')).toEqual([]);
  });

  it('are called by the name of the job, else by its id, once', () => {
    expect(checks('pull_request', '{test: {name: Unit tests}, lint: {}, other: {name: lint}}')).toEqual([
      'Unit tests',
      'lint',
    ]);
  });

  it('of a matrix are called by their values', () => {
    const matrix = 'strategy: {matrix: {os: [ubuntu, macos], node: [22, "24"]}}';
    const all = ['(macos, 22)', '(macos, 24)', '(ubuntu, 22)', '(ubuntu, 24)'];
    expect(checks('pull_request', `{test: {${matrix}}}`)).toEqual(all.map((values) => `test ${values}`));
    expect(checks('pull_request', `{test: {name: Test, ${matrix}}}`)).toEqual(
      all.map((values) => `Test ${values}`),
    );
    const named = `{test: {name: "Test on \${{ matrix.os }}", strategy: {matrix: {os: [ubuntu, macos]}}}}`;
    expect(checks('pull_request', named)).toEqual(['Test on macos', 'Test on ubuntu']);
  });

  it.each([
    ['whose name only the run knows', '{a: {name: "Test ${{ github.ref }}"}}'],
    [
      'whose matrix only the run knows',
      '{a: {strategy: {matrix: {os: "${{ fromJSON(needs.x.outputs.y) }}"}}}}',
    ],
    ['whose matrix is an expression', '{a: {strategy: {matrix: "${{ fromJSON(vars.M) }}"}}}'],
    ['whose matrix says more than lists', '{a: {strategy: {matrix: {os: [x], include: [{os: y}]}}}}'],
    [
      'of a matrix that may be skipped, and has another name then',
      '{a: {if: "false", strategy: {matrix: {os: [x]}}}}',
    ],
    ['of a workflow elsewhere', '{a: {uses: acme/shared/.github/workflows/test.yml@v1}}'],
  ])('lack a job %s', (_, jobs) => {
    expect(checks('pull_request', jobs)).toEqual([]);
  });

  it('of a workflow that is called have the name of the caller before theirs', () => {
    const caller = fileOf(
      at('ci'),
      'on: pull_request\njobs:\n  build:\n    name: Build\n    uses: ./.github/workflows/images.yml\n',
    );
    const called = fileOf(at('images'), 'on: workflow_call\njobs:\n  image:\n    name: Image\n  sbom: {}\n');
    expect(pullRequestChecks([caller, called], 'main')).toEqual(['Build / Image', 'Build / sbom']);
  });

  it('of a workflow that calls itself come to an end', () => {
    const jobs = 'jobs:\n  a: {}\n  again:\n    uses: ./.github/workflows/ci.yml\n';
    expect(pullRequestChecks([fileOf(at('ci'), `on: pull_request\n${jobs}`)], 'main')).toContain('again / a');
  });

  it('are none of a file that GitHub does not run', () => {
    const text = 'on: pull_request\njobs: {a: {}}\n';
    expect(
      ['templates/.github/workflows/ci.yml', '.github/workflows/deep/ci.yml', 'ci.yml'].flatMap((path) =>
        pullRequestChecks([fileOf(path, text)], 'main'),
      ),
    ).toEqual([]);
    expect(pullRequestChecks([fileOf(at('broken'), 'on: [pull_request\njobs: {')], 'main')).toEqual([]);
  });
});
