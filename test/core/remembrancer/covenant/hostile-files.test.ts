import { describe, expect, it } from '@jest/globals';

import { checkCovenant, memoryTree, RULES } from '../../../../core/remembrancer/covenant/index.ts';
import { inputsOf } from './example-inputs.ts';

/** A name of each kind of file that a rule looks into. */
const NAMES = [
  ...['.github/workflows/x.yml', '.github/actions/x/action.yml', 'action.yaml'],
  ...['Dockerfile', 'compose.yaml', 'docker-compose.yml', 'deploy/pod.yaml', 'deploy/kustomization.yaml'],
  ...['.devcontainer/devcontainer.json', 'Makefile', 'build.mk', 'justfile', 'run.sh', 'install.ps1'],
  ...['package.json', 'package-lock.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'yarn.lock', 'bun.lock'],
  ...['Cargo.toml', 'Cargo.lock', 'go.mod', 'go.sum', 'pyproject.toml', 'uv.lock', 'poetry.lock'],
  ...['requirements.txt', 'Gemfile', 'Gemfile.lock', 'composer.json', 'composer.lock', 'main.tf'],
  ...['README.md', 'docs/adr/0001-x.md', 'docs/adr/use-x.md', 'api/openapi.yaml', 'x.schema.json', 'x.json'],
  ...['trust.json', 'x.trust.json', 'x.vmproof', 'receipt.json', 'policy', 'x.policy', 'SHA256SUMS'],
  ...['x.tar.gz', 'x.zip', 'x.jar', 'x.exe', '.env', 'config.ini', 'id_rsa', 'src/main.ts'],
] as const;

const MIB = 1024 * 1024;
const nested = (open: string, count: number): string => open.repeat(count);
const bomb = (levels: number): string =>
  [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from(
      { length: levels },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`,
    ),
  ].join('\n');

const CONTENTS: readonly (readonly [string, string | Uint8Array])[] = [
  ['nothing', ''],
  ['a NUL', '\0'],
  ['text with a NUL late', `${'a'.repeat(9000)}\0 uses: a/b@v1`],
  ['every byte', Uint8Array.from({ length: 4096 }, (_, n) => n % 256)],
  ['invalid UTF-8', Buffer.from('a: \xff\xfe\xc0\x80 uses: x@v1\n', 'latin1')],
  ['UTF-16', Buffer.from('\ufeffa: b\nuses: x@v1\n', 'utf16le')],
  ['a mark and nothing', Buffer.from([0xef, 0xbb, 0xbf])],
  ['half of an odd UTF-16', Buffer.from([0xff, 0xfe, 0x61])],
  ['lone surrogates in JSON', '{"a": "\\ud800", "\\udfff": 1}'],
  ['carriage returns alone', 'a: b\rc: d\r'.repeat(1000)],
  ['one long line', 'a'.repeat(MIB)],
  ['long words', `${'a'.repeat(5000)} `.repeat(200)],
  ['blanks', ' '.repeat(MIB)],
  ['line ends', '\n'.repeat(MIB)],
  ['a tab before everything', '\tjobs:\n\t\tx: y\n'],
  ['open brackets', nested('[', 100_000)],
  ['open braces', nested('{"a":', 100_000)],
  ['a deep list', nested('- ', 50_000)],
  ['deep indentation', Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ['aliases that unfold', bomb(12)],
  ['an alias of itself', 'a: &a [*a]\n'],
  ['an alias of nothing', 'a: *b\n'],
  ['a merge of itself', 'a: &a\n  <<: *a\n'],
  ['many keys', Array.from({ length: 50_000 }, (_, n) => `k${n}: v`).join('\n')],
  ['one key many times', 'a: b\n'.repeat(50_000)],
  ['keys of prototypes', '__proto__: {}\nconstructor: {}\njobs: {__proto__: {steps: []}}\n'],
  [
    'keys of prototypes in JSON',
    '{"__proto__": {"x": 1}, "dependencies": {"__proto__": "1", "constructor": "2"}}',
  ],
  ['many documents', '---\na: b\n'.repeat(20_000)],
  ['an unended quote', `a: "${'x'.repeat(10_000)}`],
  ['many quotes', '"\''.repeat(100_000)],
  ['many backslashes', '\\'.repeat(200_000)],
  ['many dollars', '$('.repeat(100_000)],
  ['many dollars and braces', '${{'.repeat(100_000)],
  ['many backticks', '`'.repeat(200_000)],
  ['many fences', '```\n'.repeat(50_000)],
  ['many links', '[a](b)'.repeat(30_000)],
  ['brackets of links', '[a]('.repeat(30_000)],
  ['images in links', '[!['.repeat(30_000)],
  ['many comments', '<!--'.repeat(50_000)],
  ['many tags', '<a href="'.repeat(30_000)],
  ['a wide table', `|${'a|'.repeat(50_000)}\n|${'-|'.repeat(50_000)}\n`],
  ['many quotes of a quote', '> '.repeat(10_000)],
  ['stars', '*'.repeat(200_000)],
  ['slashes', '/'.repeat(200_000)],
  ['at signs', 'a@'.repeat(100_000)],
  ['equals signs', 'password='.repeat(50_000)],
  ['dashes of keys', '-----BEGIN '.repeat(30_000)],
  ['here-documents', 'cat <<A\n'.repeat(30_000)],
  ['pipes', 'curl x | '.repeat(30_000)],
  ['continued lines', 'a \\\n'.repeat(50_000)],
  ['numbers', '9'.repeat(200_000)],
  ['control characters', '\u001b[31m::error::x\u0007\r\n'.repeat(1000)],
  ['text from right to left', '\u202e\u2066uses: x@v1\u2069\n'],
];

describe('all rules, on files that want to break them', () => {
  it.each(CONTENTS)('%s', async (_, content) => {
    const tree = memoryTree(Object.fromEntries(NAMES.map((name) => [name, content])));
    const inputs = { ...inputsOf({ files: {}, before: {}, says: [] }), tree };
    const { rules, findings } = await checkCovenant({
      ...inputs,
      change: { base: memoryTree({}), texts: [] },
    });
    expect(rules).toHaveLength(RULES.length);
    for (const { message, remedy, line = 1, column = 1 } of findings) {
      expect(message.length).toBeLessThan(1000);
      expect(remedy).not.toBe('');
      expect(Math.min(line, column)).toBeGreaterThan(0);
    }
  });

  it('and changes from each of them to nothing', async () => {
    for (const [, content] of CONTENTS) {
      const base = memoryTree(Object.fromEntries(NAMES.map((name) => [name, content])));
      const inputs = inputsOf({ files: {}, before: {}, says: [] });
      const { rules } = await checkCovenant({ ...inputs, change: { base, texts: [String(content)] } });
      expect(rules).toHaveLength(RULES.length);
    }
  });
});

it('no rule remembers where it stopped looking', () => {
  const patterns = RULES.flatMap((rule) => (rule.kind === 'file' && rule.mayBreak ? [rule.mayBreak] : []));
  expect(patterns.filter(({ global, sticky }) => global || sticky)).toEqual([]);
});
