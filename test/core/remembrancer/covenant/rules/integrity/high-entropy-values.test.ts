import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Found } from '../../../../../../core/remembrancer/covenant/found.ts';
import { highEntropyValues } from '../../../../../../core/remembrancer/covenant/rules/integrity/high-entropy-values.ts';
import { generateLogKey } from '../../../../../../core/remembrancer/ledger/note/note-signer.ts';
import { contextWith } from '../../context-with.ts';
import { githubToken, privateKey, randomText } from '../../example-secrets.ts';
import { fileOf } from '../../file-of.ts';

const foundIn = (content: string | Uint8Array, path = 'src/main.ts'): readonly Found[] => {
  const file = fileOf(path, content);
  const found = highEntropyValues.check(file, contextWith({}));
  if (found.length > 0) expect(highEntropyValues.mayBreak?.test(file.latin1)).toBe(true);
  return found;
};
const namesIn = (content: string, path?: string): string[] =>
  foundIn(content, path).map(({ message }) =>
    message.replace('The value of ', '').replace(' looks like a secret', ''),
  );

const HEX = '0123456789abcdef';
const value = randomText('a value', 32);
const hex = randomText('a value', 40, HEX);

describe('a random value under the name of a secret', () => {
  it.each([
    ['a constant', `const apiKey = "${value}";`, 'src/main.ts', 'apiKey'],
    ['a constant with a type', `const clientSecret: string = '${value}';`, 'src/main.ts', 'clientSecret'],
    ['a constant with its type right behind', `let token:string = '${value}';`, 'src/main.ts', 'token'],
    ['an optional property', `class A { token? = '${value}' }`, 'src/main.ts', 'token'],
    ['a short name', `dbPwd = '${value}'`, 'src/main.py', 'dbPwd'],
    ['C with a length', `char token[64] = "${value}";`, 'main.c', 'token'],
    ['a Dockerfile with a name', `ENV SIGNING_KEY=${value}\n`, 'api.Dockerfile', 'SIGNING_KEY'],
    ['a Dockerfile with an end', `ENV SIGNING_KEY=${value}\n`, 'api/dockerfile.dev', 'SIGNING_KEY'],
    ['a member', `client.password = \`${value}\``, 'src/main.js', 'client.password'],
    ['a property', `{ authToken: '${value}' }`, 'src/main.ts', 'authToken'],
    ['Go', `	token := "${value}"`, 'main.go', 'token'],
    ['Ruby', `  :secret_key_base => "${value}",`, 'config.rb', 'secret_key_base'],
    ['Python', `API_TOKEN: str = "${value}"`, 'settings.py', 'API_TOKEN'],
    ['a map', `env["DB_PASSWORD"] = "${value}"`, 'main.py', 'DB_PASSWORD'],
    ['C', `static const char token[] = "${value}";`, 'main.c', 'token'],
    ['JSON', `{"credentials": "${value}"}`, 'x.json', 'credentials'],
    ['JSON in a string', `'{\\"access_token\\": \\"${value}\\"}'`, 'x.ts', 'access_token'],
    ['YAML', `db:\n  password: ${value}\n`, 'values.yaml', 'password'],
    ['YAML by its short end', `password: ${value}\n`, 'x.yml', 'password'],
    ['YAML with quotes and a comment', `api-key: '${value}' # the key\n`, 'x.yml', 'api-key'],
    [
      'an environment file',
      `export AWS_SECRET_ACCESS_KEY=${value}\r\nB=c`,
      '.env.production',
      'AWS_SECRET_ACCESS_KEY',
    ],
    ['an ini file, on its last line', `[db]\npassword = ${value}`, 'db.ini', 'password'],
    ['properties', `spring.datasource.password=${value}`, 'app.properties', 'spring.datasource.password'],
    ['a Dockerfile', `ENV SIGNING_KEY=${value}\n`, 'Dockerfile', 'SIGNING_KEY'],
    ['.npmrc', `//registry.npmjs.org/:_authToken=${value}\n`, '.npmrc', '_authToken'],
    ['a query', `curl https://x.example.net/?client_secret=${value}&a=b`, 'run.sh', 'client_secret'],
    ['hex', `SECRET_KEY = "${hex}"`, 'settings.py', 'SECRET_KEY'],
    ['base64', `token: "${createHash('sha256').update('a value').digest('base64')}"`, 'x.yml', 'token'],
  ])('is found in %s', (_, text, path, name) => {
    expect(namesIn(text, path)).toEqual([name]);
    expect(namesIn(`# é 🙂\n${text}`, path)).toEqual([name]);
  });

  it('is not looked for in a file over 5 MiB, which is no finding', () => {
    const { mostBytes, passesOverLarger } = highEntropyValues;
    expect({ mostBytes, passesOverLarger }).toEqual({ mostBytes: 5_242_880, passesOverLarger: true });
  });

  it('is found with its place, and without a word of it', () => {
    const file = fileOf('x.ts', `// 🙂\r\nconst a = '🙂', token = '${value}';`);
    const [found] = highEntropyValues.check(file, contextWith({}));
    expect(file.text.slice(found?.range?.start, found?.range?.end)).toBe(value);
    expect(file.positionOf(found?.range?.start ?? 0)).toEqual({ line: 2, column: 26 });
    expect(JSON.stringify({ ...found, range: undefined })).not.toContain(value.slice(0, 8));
  });

  it('is found in the order of the text, between passwords in URLs', () => {
    const url = `x://u:${randomText('first', 12)}@acme.io`;
    const text = `${url} token="${value}" ${url} secret="${hex}" `;
    const places = foundIn(text).map(({ range }) => text.slice(range?.start, range?.end));
    expect(places).toEqual([url.slice(6, 18), value, url.slice(6, 18), hex]);
  });

  it('is found without quotes only where settings are, and up to its end', () => {
    expect(namesIn(`token=${value}`, 'src/main.ts')).toEqual([]);
    expect(namesIn(`token=${value};`, '.env')).toEqual(['token']);
    expect(namesIn(`token=${value}(x)`, '.env')).toEqual([]);
    expect(namesIn(`token="${value} and more"`, '.env')).toEqual([]);
    expect(namesIn(`token="${value}' + "`, 'src/main.ts')).toEqual([]);
    expect(namesIn(`f() = "${value}"`, 'src/main.ts')).toEqual([]);
    for (const path of ['src/app.envelope.ts', 'src/tools.config.ts', 'src/npmrc.ts', 'src/x.npmrc'])
      expect(namesIn(`token=${value};`, path)).toEqual([]);
  });

  it("is found though it is of a digest's length or near a search, when only one of both signs is there", () => {
    const digest = randomText('digest', 64, HEX);
    expect(namesIn(`token = "${digest}"`)).toEqual(['token']);
    expect(namesIn(`// sha256\ntoken = "${hex}0"`)).toEqual(['token']);
    expect(namesIn(`// sha256\ntoken = "a${randomText('no hex', 62)}a"`)).toEqual(['token']);
    expect(namesIn(`docsearch({ apiKey: "${value}" })`)).toEqual(['apiKey']);
  });

  it('is no digest by a word up to 100 characters before and behind it', () => {
    const digest = randomText('digest', 64, HEX);
    const before = (far: number): string => `sha256${' '.repeat(far - ' token'.length)} token: "${digest}"`;
    const behind = (far: number): string => `token: "${digest}"${' '.repeat(far - 1)}sha256`;
    expect(namesIn(before(94))).toEqual([]);
    expect(namesIn(before(97))).toEqual(['token']);
    expect(namesIn(behind(94))).toEqual([]);
    expect(namesIn(behind(97))).toEqual(['token']);
    expect(namesIn(`${' '.repeat(500)}${before(97)}`)).toEqual(['token']);
  });

  it('is found nearly always, in every alphabet and length', () => {
    const alphabets = [HEX, 'abcdefghijklmnopqrstuvwxyz0123456789', undefined];
    for (const [n, alphabet] of alphabets.entries()) {
      for (const length of [24, 32, 48, 64]) {
        const texts = Array.from({ length: 200 }, (_, seed) => randomText(`${n} ${seed}`, length, alphabet));
        const found = texts.filter((text) => foundIn(`secret = "${text}"`).length > 0);
        expect(found.length).toBeGreaterThan(175);
      }
    }
  });
});

describe('what is no secret', () => {
  it.each([
    ['a name', 'const token = "mySpecialTokenName2024";'],
    ['words with marks', 'password: "correct-horse-battery-staple-42"'],
    ['a placeholder', 'apiKey: "your-api-key-goes-here-1234"'],
    ['a template', `password: "\${DB_PASSWORD_123456789}"`],
    ['another template', 'token: "{{ vault_token_2024_aB3dE }}"'],
    ['an angle', 'token: "<insert-1234-token-5678-here>"'],
    ['crosses', 'token: "xxxxxxxxxxxxxxxxxxxxxxx1"'],
    ['an alphabet', 'token: "abcdefghijklmnopqrstuvwxyz0123456789"'],
    ['alternating rows', 'token: "A1B2C3D4E5F6G7H8I9J0"'],
    ['a UUID', 'token: "3f2504e0-4f89-41d3-9a0c-0305e82c3301"'],
    ['a path', 'privateKey: "./keys/2024/server1-private9.pem"'],
    ['a file', 'credentials: "conf/x9-a1b2c3/service8.json"'],
    ['a digest', `// sha256\nconst token = "${randomText('d', 64, HEX)}"`],
    ['a subresource digest', `token: "sha512-${randomText('sri', 86)}=="`],
    ['a version', 'token: "2024.11.22-rc.1+build.5"'],
    ['a short value', 'password: "s3cr3tP4ss"'],
    ['a number', 'token: "1839572048572930571"'],
    ['text in base64', `secret: "${btoa('example-app-secret-1')}"`],
    ['text in hex', `secret="${Buffer.from('FishMapHunky!!!634').toString('hex')}"`],
    ['a token without a signature', `token: "${btoa('{"alg":"none"}')}.${btoa('{"sub":"ab1"}')}."`],
    [
      'the key of a search of documents',
      `docsearch({ apiKey: '${randomText('ds', 32, HEX)}', indexName: 'x' })`,
    ],
    ['a publishable key', `apiKey: "pk_live_${randomText('pk', 24)}"`],
    ['the next page', `nextToken: "${value}"`],
    ['a public key', `publicKey: "${value}"`],
    ['the name of a token', `token_name: "${value}"`],
    ['a url of a token', `tokenUrl = "${value}"`],
    ['a hash of a password', `passwordHash = "${value}"`],
    ['a key of a map', `const key = "${value}";`],
    ['a token of a test', `const testToken = "${value}"`],
    ['the example of jwt.io', 'token: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlMTIz"'],
    ['an expression', `const token = ${value};`],
    ['a call', `token = read${value}("x")`],
    ['nothing', ''],
  ])('is %s', (_, text) => {
    expect(namesIn(text)).toEqual([]);
  });

  it.each([
    ['a lockfile', 'pnpm-lock.yaml'],
    ['another', 'a/Cargo.lock'],
    ['packed code', 'dist/x.min.js'],
    ['a packed module', 'dist/app.min.mjs'],
    ['a lockfile in JSON', 'deps.lock.json'],
    ['data of tests with a mark', 'pkg/test-data/a.yaml'],
    ['fixtures', 'fixtures/a.yaml'],
    ['more code of others', 'third_party/a.yaml'],
    ['a source map', 'dist/x.js.map'],
    ['code of others', 'vendor/github.com/a/b/README.md'],
    ['data of tests', 'pkg/testdata/.env'],
    ['snapshots', 'src/__snapshots__/a.snap'],
  ])('is in %s', (_, path) => {
    expect(highEntropyValues.concerns({ path, kind: 'file', size: 1, id: path })).toBe(false);
    expect(highEntropyValues.concerns({ path: 'x.yaml', kind: 'file', size: 1, id: 'x' })).toBe(true);
  });

  it.each(['my-package-lock.json', 'src/tile.map.ts', 'app.min.cjs.ts', 'ourvendor/x.yaml', 'src/vendor.ts'])(
    'may be in %s',
    (path) => {
      expect(highEntropyValues.concerns({ path, kind: 'file', size: 1, id: path })).toBe(true);
    },
  );

  it.each([
    ['in a value without a digit', 'token = "qwhzkvtbmrxdplcnfgsjyqwhzkvtbm"'],
    ['in a value that is short', 'token = "q7W4zT8vL5nQ9x"'],
    ['under another name', `name = "${value}"`],
    ['in a URL without a password', 'https://acme.io:8080/a@b1234567'],
  ])('is not looked for %s', (_, text) => {
    expect(highEntropyValues.mayBreak?.test(text)).toBe(false);
  });

  it('is in a sealed secret, though it stands without quotes', () => {
    const text = `kind: SealedSecret\nspec:\n  encryptedData:\n    password: ${randomText('sealed', 200)}\n`;
    expect(namesIn(text, 'x.yaml')).toEqual([]);
    expect(namesIn(text.replace(' Sealed', '  Sealed'), 'x.yaml')).toEqual([]);
    expect(namesIn(text.replace('Sealed', ''), 'x.yaml')).toEqual(['password']);
    expect(namesIn(`of-${text}`, 'x.yaml')).toEqual(['password']);
  });

  it('is what the rules of tokens and keys decide on', () => {
    expect(namesIn(`token: "${githubToken('decided')}"`)).toEqual([]);
    expect(namesIn(`token: "${githubToken('decided').slice(0, -1)}0"`)).toEqual([]);
    expect(namesIn(`token: "npm_${randomText('npm', 36)}"`)).toEqual([]);
    expect(namesIn(`token: "ghr_${randomText('refresh', 76)}"`)).toEqual([]);
    expect(namesIn(`token: "glpat-${randomText('gitlab', 20)}"`)).toEqual([]);
    const { signerKey } = generateLogKey('github.com/acme/x');
    expect(namesIn(`token: "${signerKey}"`)).toEqual([]);
    expect(namesIn(`token: "${signerKey.slice(0, -4)}Zq7="`)).toEqual([]);
    expect(namesIn(JSON.stringify({ private_key: privateKey() }))).toEqual([]);
  });
});

it.each([
  [`ghp_${randomText('longer', 37)}`],
  [`ghs_${randomText('installation', 76)}`],
  [`ghr_${randomText('shorter', 40)}`],
  [`npm_${randomText('npm', 35)}`],
  [`github_pat_${randomText('pat', 50)}`],
  [`x_ghp_${randomText('behind', 36)}`],
  [`x_PRIVATE+KEY+${randomText('a key', 40)}`],
])('is one that begins like a token with a checksum, and has not its form: %#', (text) => {
  expect(namesIn(`token: "${text}"`)).toEqual(['token']);
});

describe('a password in a URL', () => {
  const password = randomText('password', 12);

  it.each([
    [`postgres://app:${password}@db.acme.io:5432/app`],
    [`"https://deploy:${password}@registry.acme.io/"`],
    [`https://:${password}@acme.io`],
    [`redis://u:${randomText('long', 20)}@cache:6379`],
    [`https://u:${password}@myexample.com`],
    [`https://u:${password}@localhost.acme.io`],
    [`https://superusername:${password}@acme.io`],
    [`https://username1:${password}@acme.io`],
    ...['q7zkpassword12', 'password12Wq7zk', 'q7W4%40zT8vL'].map((each) => [`https://u:${each}@acme.io`]),
  ])('is found: %#', (url) => {
    const [found, ...more] = foundIn(`DATABASE_URL=${url}\n`);
    expect(more).toEqual([]);
    expect(found?.range).toEqual({
      start: 13 + url.indexOf(':', url.indexOf('//')) + 1,
      end: 13 + url.indexOf('@'),
    });
    expect(found?.message).toBe('A URL has a password in it');
    expect(JSON.stringify(found)).not.toContain(password);
  });

  it.each([
    ['postgres://app:password@db.acme.io/app'],
    ['postgres://app:password123@db.acme.io/app'],
    [`postgres://app:${password}@localhost:5432/app`],
    [`postgres://app:${password}@127.0.0.1/app`],
    [`https://user:${password}@example.com/`],
    [`https://user:${password}@git.example/`],
    ['https://user:$PASSWORD_1234@acme.io'],
    [`https://user:\${{ secrets.TOKEN_1 }}@acme.io`],
    ['https://user:{token_1234}@acme.io'],
    ['https://user:%s%s12345678@acme.io'],
    ['https://user:%s%s84629173@acme.io'],
    ['https://user:xxxxxxxx1234@acme.io'],
    ['https://user:adminpassword12@acme.io'],
    ['https://user:password-123@acme.io'],
    [`https://user:${password}@www.example.com/`],
    [`https://user_name:${password}@acme.io`],
    [`https://yourusername:${password}@acme.io`],
    [`https://your-username:${password}@acme.io`],
    ['https://username1:username1@acme.io'],
    ['https://deploybot7:deploybot7@acme.io'],
    ['https://user:qwhzkvtbmrxd@acme.io'],
    ['https://user:927461830562@acme.io'],
    [`https://username:${password}@acme.io`],
    ['https://oauth2:k54321qwtz@acme.io'],
    ['https://username:p%40ssword@acme.io'],
    ['https://oauth2:updated_12345@acme.io'],
    [`postgres://app:${password}@db/app`],
    ['https://acme.io:8080/a@b1234567'],
    [`https://x-access-token:${githubToken('url')}@github.com/o/r`],
  ])('is not %s', (url) => {
    expect(foundIn(`DATABASE_URL=${url}\n`)).toEqual([]);
  });
});

it('takes no long time in text that is nearly all names and values', () => {
  const parts = [
    'password=',
    'token: ',
    `secret="${value}`,
    '://a:b1',
    'x',
    '=',
    `token="${value}" `,
    'a.b-',
  ];
  for (const part of parts) foundIn(part.repeat(1_000_000 / part.length), '.env');
  expect(foundIn(`${'a'.repeat(1_000_000)}token="${value}"`)).toHaveLength(0);
  expect(foundIn(`${'a '.repeat(500_000)}token="${value}"`)).toHaveLength(1);
}, 20_000);

it('and no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('x.ts', '.env', 'x.yml'), (text, path) => {
      expect(foundIn(`token="${text}`, path).length).toBeLessThan(2);
    }),
  );
});
