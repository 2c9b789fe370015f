import { describe, expect, it } from '@jest/globals';

import { runScripts } from '../../../../../core/remembrancer/covenant/workflows/run-scripts.ts';
import { usesOf } from '../../../../../core/remembrancer/covenant/workflows/uses-of.ts';
import { isAction, isWorkflow } from '../../../../../core/remembrancer/covenant/workflows/workflow-files.ts';
import { fileOf } from '../file-of.ts';

const CI = '.github/workflows/ci.yml';

describe('the files of workflows and actions', () => {
  it.each([
    CI,
    '.github/workflows/ci.yaml',
    'templates/go/.github/workflows/ci.yml',
    'workflow-templates/ci.yml',
  ])('are those that GitHub runs, and what people copy from: %s', (path) => {
    expect(isWorkflow(path)).toBe(true);
  });

  it.each(['.github/workflows/a/ci.yml', '.github/ci.yml', 'x.github/workflows/ci.yml', `${CI}.njk`])(
    'are no others: %s',
    (path) => {
      expect(isWorkflow(path)).toBe(false);
    },
  );

  it('are those of actions in any folder', () => {
    expect(['action.yml', 'a/b/action.yaml', 'reaction.yml', 'action.json'].map(isAction)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('what is used', () => {
  const used = (path: string, text: string): string[] => usesOf(fileOf(path, text)).map(({ value }) => value);

  it('is that of jobs and of steps, also of steps beside each other', () => {
    const text = `
jobs:
  a: { uses: o/r/.github/workflows/a.yml@v1 }
  b:
    steps:
      - uses: o/b@v1
      - parallel:
          - uses: o/c@v1
          - run: x
`;
    expect(used(CI, text)).toEqual(['o/r/.github/workflows/a.yml@v1', 'o/b@v1', 'o/c@v1']);
  });

  it('is that of a composite action', () => {
    expect(used('a/action.yml', 'runs: {using: composite, steps: [{uses: o/a@v1}]}')).toEqual(['o/a@v1']);
  });

  it('stands once, however often an alias brings it', () => {
    const text = 'jobs: {a: {steps: &s [{uses: o/a@v1}]}, b: {steps: *s}}';
    expect(used(CI, text)).toEqual(['o/a@v1']);
  });

  it('is nothing in other files, and in what is otherwise shaped', () => {
    expect(used('ci.yml', 'jobs: {a: {uses: o/a@v1}}')).toEqual([]);
    expect(used(CI, 'jobs: [{uses: o/a@v1}]')).toEqual([]);
    expect(used(CI, 'jobs: {a: {steps: [uses, [uses], {uses: {a: b}}], uses: [o/a@v1]}}')).toEqual([]);
    expect(used(CI, 'jobs: {')).toEqual([]);
    expect(used(CI, '')).toEqual([]);
  });
});

describe('the scripts', () => {
  it('are what steps run, with their shell and place', () => {
    const text = `
defaults: { run: { shell: sh } }
jobs:
  a:
    steps:
      - run: make
      - run: |
          make all
        shell: pwsh
  b:
    defaults: { run: { shell: bash } }
    steps: [{ run: "x" }]
`;
    const scripts = runScripts(fileOf(CI, text));
    expect(scripts.map(({ text: script, shell, verbatim }) => [script, shell, verbatim])).toEqual([
      ['make', 'sh', true],
      ['make all\n', 'pwsh', false],
      ['x', 'bash', true],
    ]);
    const within = scripts.map((script) => script.rangeOf({ start: 0, end: 1 }));
    expect(within.map(({ start, end }) => text.slice(start, end))).toEqual(['m', 'm', 'x']);
  });

  it.each([
    ['ubuntu-24.04', 'bash'],
    ['macos-15', 'bash'],
    ['windows-2025', 'pwsh'],
    ['[self-hosted, Windows]', 'pwsh'],
    ['${{ matrix.os }}', undefined],
    ['{ group: large }', undefined],
  ])('have the shell of the runner %s where none is named', (runner, shell) => {
    const text = `jobs:\n  a:\n    runs-on: ${runner}\n    steps:\n      - run: x\n`;
    expect(runScripts(fileOf(CI, text)).map((script) => script.shell)).toEqual([shell]);
  });

  it('are also those of a composite action', () => {
    const text = 'runs: {using: composite, steps: [{run: x, shell: bash}]}';
    expect(runScripts(fileOf('action.yml', text))).toMatchObject([{ text: 'x', shell: 'bash' }]);
  });
});
