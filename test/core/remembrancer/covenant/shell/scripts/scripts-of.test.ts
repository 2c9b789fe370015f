import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { scriptFileKind } from '../../../../../../core/remembrancer/covenant/shell/scripts/script-files.ts';
import { scriptsOf } from '../../../../../../core/remembrancer/covenant/shell/scripts/scripts-of.ts';
import { fileOf } from '../../file-of.ts';

/** The commands of each script, as their words, with what stands in the file where they are said to be. */
const commandsIn = (path: string, text: string): (readonly (readonly [string, string])[])[] => {
  const file = fileOf(path, text);
  return scriptsOf(file).map(({ commands, rangeOf }) =>
    commands.map(({ words, range }) => {
      const { start, end } = rangeOf(range);
      return [words.map((word) => word.text).join(' '), file.text.slice(start, end)] as const;
    }),
  );
};
const wordsIn = (path: string, text: string): string[][] =>
  commandsIn(path, text).map((script) => script.map(([words]) => words));

describe('scriptFileKind', () => {
  it.each([
    ['.github/workflows/ci.yml', 'workflow'],
    ['actions/x/action.yaml', 'workflow'],
    ['Dockerfile', 'dockerfile'],
    ['deploy/Dockerfile.debug', 'dockerfile'],
    ['deploy/app.dockerfile', 'dockerfile'],
    ['Containerfile', 'dockerfile'],
    ['GNUmakefile', 'make'],
    ['Makefile.common', 'make'],
    ['build/rules.mk', 'make'],
    ['Justfile', 'just'],
    ['.justfile', 'just'],
    ['a/b.sh', 'shell'],
    ['a/b.ps1', 'powershell'],
    ['web/package.json', 'package'],
    ['bin/run', 'perhaps'],
    ['Dockerfile.dockerignore', undefined],
    ['vendor/x/install.sh', undefined],
    ['node_modules/x/package.json', undefined],
    ['values.yaml', undefined],
    ['.gitignore', undefined],
  ])('%s is %s', (path, kind) => {
    expect(scriptFileKind(path)).toBe(kind);
  });
});

describe('scriptsOf', () => {
  it('has the steps of a workflow, with their places', () => {
    const workflow = [
      'on: push # é😀',
      'jobs:',
      '  a:',
      '    runs-on: ubuntu-24.04',
      '    steps:',
      '      - run: |',
      '          a 1 \\',
      '            2',
      '          b ${{ x }}',
      "      - run: 'c d'",
      '      - run: >-',
      '          e',
      '          f',
      '      - run: print(1)',
      '        shell: python',
      '',
    ].join('\n');
    expect(commandsIn('.github/workflows/ci.yml', workflow).slice(0, 2)).toEqual([
      [
        ['a 1 2', 'a 1 \\\n            2'],
        ['b ${{ x }}', 'b ${{ x }}'],
      ],
      [['c d', 'c d']],
    ]);
    expect(wordsIn('.github/workflows/ci.yml', workflow).slice(2)).toEqual([['e f']]);
  });

  it('has each RUN of a Dockerfile', () => {
    const dockerfile = [
      '# syntax=docker/dockerfile:1',
      'FROM scratch',
      'RUN --mount=type=cache,target=/x \\',
      '    a 1 && \\',
      '    # why',
      '',
      '    b 2',
      'run ["sh", "-c", "c 3"]',
      'COPY a b',
      'RUN <<EOF',
      'd 4',
      'EOF',
      'RUN <<EOF python3',
      'import os',
      'EOF',
      'RUN cat <<A > x && e 5',
      'RUN not this',
      'A',
      'ONBUILD RUN f 6',
    ].join('\n');
    expect(commandsIn('Dockerfile', dockerfile)).toEqual([
      [
        ['a 1', 'a 1'],
        ['b 2', 'b 2'],
      ],
      [
        ['sh -c c 3', ' ["sh", "-c", "c 3"]'],
        ['c 3', ' ["sh", "-c", "c 3"]'],
      ],
      [['d 4', 'd 4']],
      [
        ['cat', 'cat <<A > x'],
        ['e 5', 'e 5'],
      ],
      [['f 6', 'f 6']],
    ]);
  });

  it('has the recipes of a Makefile', () => {
    const makefile = [
      'X = a \\',
      '\tnot this',
      'all: b',
      '\t@a $(X) $$y; \\',
      '\t  b',
      'ifeq (1,1)',
      '\t-c',
      'endif',
      '',
      'b: ; x',
      '\t+@d',
    ].join('\n');
    expect(wordsIn('Makefile', makefile)).toEqual([['a $(X) $y', 'b', 'c'], ['d']]);
  });

  it('has the recipes of a Justfile', () => {
    const justfile = [
      'version := "1"',
      'set shell := ["sh", "-c"]',
      'build target="x": lint',
      '  @a {{ version }} \\',
      '    --flag',
      '',
      '  -b',
      'script:',
      '  #!/usr/bin/env bash',
      '  c',
      'other:',
      '  #!/usr/bin/env python3',
      '  import os',
    ].join('\n');
    expect(wordsIn('justfile', justfile)).toEqual([['a {{ version }} --flag', 'b'], ['c']]);
  });

  it('has the scripts of a package.json', () => {
    const manifest = '{\n\t"name": "x",\n\t"scripts": { "a": "b && c", "d": "e \\"f\\"" }\n}\n';
    expect(commandsIn('package.json', manifest)[0]).toEqual([
      ['b', 'b'],
      ['c', 'c'],
    ]);
    expect(wordsIn('package.json', manifest)[1]).toEqual(['e f']);
  });

  it('has a file without extension only if a shell runs it', () => {
    expect(wordsIn('bin/a', '#!/usr/bin/env bash\nx\n')).toEqual([['x']]);
    expect(wordsIn('bin/a', '#!/usr/bin/env python3\nx\n')).toEqual([]);
    expect(wordsIn('LICENSE', 'curl | sh\n')).toEqual([]);
  });

  it('reads PowerShell with its own escape and folders', () => {
    expect(wordsIn('a.ps1', '.\\bin\\uv.exe pip `\r\n  install x\r\n')).toEqual([
      ['./bin/uv.exe pip install x'],
    ]);
  });

  it('never throws, and all places are in the file', () => {
    const part = fc.constantFrom(
      'RUN ',
      '<<A\n',
      'A\n',
      '\\\n',
      '# x\n',
      '\n',
      '\t@',
      'a:',
      ' ',
      '["a"]',
      'é😀',
      '\r\n',
      '"scripts": {"a": "b"}',
    );
    const text = fc.array(fc.oneof(part, fc.string()), { maxLength: 40 }).map((parts) => parts.join(''));
    const paths = fc.constantFrom(
      'Dockerfile',
      'Makefile',
      'justfile',
      'a.sh',
      'a.ps1',
      'package.json',
      'action.yml',
      'bin/x',
    );
    fc.assert(
      fc.property(paths, text, (path, content) => {
        const file = fileOf(path, content);
        for (const { commands, rangeOf } of scriptsOf(file)) {
          for (const { range } of commands) {
            const { start, end } = rangeOf(range);
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(file.text.length);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
