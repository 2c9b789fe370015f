/** A name of each kind of file that a rule looks into. */
export const HOSTILE_NAMES: readonly string[] = [
  ...['.github/workflows/x.yml', '.github/actions/x/action.yml', 'action.yaml'],
  ...['Dockerfile', 'compose.yaml', 'docker-compose.yml', 'deploy/pod.yaml', 'deploy/kustomization.yaml'],
  ...['.devcontainer/devcontainer.json', 'Makefile', 'build.mk', 'justfile', 'run.sh', 'install.ps1'],
  ...['package.json', 'package-lock.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'yarn.lock', 'bun.lock'],
  ...['Cargo.toml', 'Cargo.lock', 'go.mod', 'go.sum', 'pyproject.toml', 'uv.lock', 'poetry.lock'],
  ...['requirements.txt', 'Gemfile', 'Gemfile.lock', 'composer.json', 'composer.lock', 'main.tf'],
  ...['README.md', 'docs/adr/0001-x.md', 'docs/adr/use-x.md', 'api/openapi.yaml', 'x.schema.json', 'x.json'],
  ...['trust.json', 'x.trust.json', 'x.vmproof', 'receipt.json', 'policy', 'x.policy', 'SHA256SUMS'],
  ...['x.tar.gz', 'x.zip', 'x.jar', 'x.exe', '.env', 'config.ini', 'id_rsa', 'src/main.ts'],
];

const bomb = (levels: number): string =>
  [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from(
      { length: levels },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`,
    ),
  ].join('\n');

/**
 * What a file may have in it that wants to break who reads it: by name, and some of it as often as `most` says, up to
 * a mebibyte for 100,000.
 */
export const hostileContents = (most: number): readonly (readonly [string, string | Uint8Array])[] => [
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
  ['one long line', 'a'.repeat(most * 10)],
  ['long words', `${'a'.repeat(5000)} `.repeat(200)],
  ['blanks', ' '.repeat(most * 10)],
  ['line ends', '\n'.repeat(most * 10)],
  ['a tab before everything', '\tjobs:\n\t\tx: y\n'],
  ['open brackets', '['.repeat(most)],
  ['open braces', '{"a":'.repeat(most)],
  ['a deep list', '- '.repeat(Math.ceil(most * 0.5))],
  ['deep indentation', Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ['aliases that unfold', bomb(12)],
  ['an alias of itself', 'a: &a [*a]\n'],
  ['an alias of nothing', 'a: *b\n'],
  ['a merge of itself', 'a: &a\n  <<: *a\n'],
  ['many keys', Array.from({ length: Math.ceil(most * 0.5) }, (_, n) => `k${n}: v`).join('\n')],
  ['one key many times', 'a: b\n'.repeat(Math.ceil(most * 0.5))],
  ['keys of prototypes', '__proto__: {}\nconstructor: {}\njobs: {__proto__: {steps: []}}\n'],
  [
    'keys of prototypes in JSON',
    '{"__proto__": {"x": 1}, "dependencies": {"__proto__": "1", "constructor": "2"}}',
  ],
  ['many documents', '---\na: b\n'.repeat(Math.ceil(most * 0.2))],
  ['an unended quote', `a: "${'x'.repeat(Math.ceil(most * 0.1))}`],
  ['many quotes', '"\''.repeat(most)],
  ['many backslashes', '\\'.repeat(most * 2)],
  ['many dollars', '$('.repeat(most)],
  ['many dollars and braces', '${{'.repeat(most)],
  ['many backticks', '`'.repeat(most * 2)],
  ['many fences', '```\n'.repeat(Math.ceil(most * 0.5))],
  ['many links', '[a](b)'.repeat(Math.ceil(most * 0.3))],
  ['brackets of links', '[a]('.repeat(Math.ceil(most * 0.3))],
  ['images in links', '[!['.repeat(Math.ceil(most * 0.3))],
  ['many comments', '<!--'.repeat(Math.ceil(most * 0.5))],
  ['many tags', '<a href="'.repeat(Math.ceil(most * 0.3))],
  ['a wide table', `|${'a|'.repeat(Math.ceil(most * 0.5))}\n|${'-|'.repeat(Math.ceil(most * 0.5))}\n`],
  ['many quotes of a quote', '> '.repeat(Math.ceil(most * 0.1))],
  ['stars', '*'.repeat(most * 2)],
  ['slashes', '/'.repeat(most * 2)],
  ['at signs', 'a@'.repeat(most)],
  ['equals signs', 'password='.repeat(Math.ceil(most * 0.5))],
  ['dashes of keys', '-----BEGIN '.repeat(Math.ceil(most * 0.3))],
  ['here-documents', 'cat <<A\n'.repeat(Math.ceil(most * 0.3))],
  ['pipes', 'curl x | '.repeat(Math.ceil(most * 0.3))],
  ['continued lines', 'a \\\n'.repeat(Math.ceil(most * 0.5))],
  ['numbers', '9'.repeat(most * 2)],
  ['control characters', '\u001b[31m::error::x\u0007\r\n'.repeat(1000)],
  ['text from right to left', '\u202e\u2066uses: x@v1\u2069\n'],
];
