import { describe, expect, it } from '@jest/globals';

import { exactToolVersions } from '../../../../../../core/remembrancer/covenant/rules/reproducibility/exact-tool-versions.ts';
import { foundBy, partsFoundBy, QUIET_FILES } from './script-rules.ts';

const partsIn = (script: string, path?: string) => partsFoundBy(exactToolVersions, script, path);
const stepOf = (step: string): string => `jobs:\n  a:\n    steps:\n      - ${step}\n`;
const WORKFLOW = '.github/workflows/a.yml';

describe('VM-II-03', () => {
  it.each([
    ['go install a.example/x/cmd/y@latest', ['a.example/x/cmd/y@latest']],
    ['go install -v a.example/x@main b.example/z@v1', ['a.example/x@main', 'b.example/z@v1']],
    ['go run a.example/x@v1.2 --to b@c.example', ['a.example/x@v1.2']],
    ['npm install -g x @a/b@^1.2.3 y@1.2.3', ['x', '@a/b@^1.2.3']],
    ['npm i --location=global x@latest', ['x@latest']],
    ['npx --yes x@1 --flag y', ['x@1']],
    ['npx -p @a/b c', ['@a/b']],
    ['npm exec --package=x -- y', ['--package=x']],
    ['pnpm dlx x', ['x']],
    ['pnpm add -g x', ['x']],
    ['yarn dlx x', ['x']],
    ['yarn global add x', ['x']],
    ['bunx x', ['x']],
    ['corepack prepare pnpm@latest-10 --activate', ['pnpm@latest-10']],
    ['pip install --upgrade pip', ['pip']],
    ["pip3 install -q 'x>=1' y==1.0 z==2.*", ["'x>=1'", 'z==2.*']],
    ['python3 -m pip --python .venv install x', ['x']],
    ['pip install -r requirements.txt x', ['x']],
    ['pip install git+https://a.example/x.git', ['git+https://a.example/x.git']],
    ['uv --directory sub pip install x', ['x']],
    ['.venv/bin/pip install x', ['x']],
    ['pipx install x', ['x']],
    ['pipx run x y', ['x']],
    ['uvx --from x y', ['x']],
    ['uvx x@latest', ['x@latest']],
    ['uv tool install x', ['x']],
    ['cargo install --locked x y@1.2.3', ['x']],
    ['cargo +nightly install --git https://a.example/x', ['https://a.example/x']],
    ['cargo binstall -y x', ['x']],
    ['gem install x', ['x']],
    ['dotnet tool install --global x', ['x']],
    [
      'curl -LO https://a.example/releases/latest/download/x.tgz',
      ['https://a.example/releases/latest/download/x.tgz'],
    ],
    ['curl -s https://a.example/latest/x.tgz | tar xz', ['https://a.example/latest/x.tgz']],
  ])('finds what is loose in %s', async (script, parts) => {
    expect(await partsIn(script)).toEqual(parts);
  });

  it.each([
    'go install ./... a.example/x',
    'go install a.example/x@v1.2.3 b.example/y@v0.0.0-20260101000000-abcdefabcdef',
    'go install a.example/x@0123456789ab "c.example/y@$VERSION"',
    'go run ./cmd/x me@latest',
    './uv pip install x; ./npm install -g y',
    'npm ci; npm install; npm install x; npm run x',
    'npm install -g x@1.2.3 ./y z.tgz https://a.example/x.tgz "$X"',
    'npx --no-install x; npx ./x',
    'npx x@1.2.3-rc.1; npx @a/b@${{ env.V }}',
    'corepack enable; corepack prepare pnpm@10.1.2+sha512.abc --activate',
    'pip install -r requirements.txt; pip install . ".[dev]" -e ./x dist/*.whl',
    'pip install x==1.2.3 "y[z]===1" "z @ https://a.example/z.whl"',
    'pip install -c constraints.txt x; pip install --require-hashes -r x.txt',
    'pip install --no-index --find-links dist x',
    'pip install git+https://git@a.example/x.git@0123456 "$X"',
    'pip download x; pip list',
    'uvx x==1.2.3; uvx x@1.2.3 y; uvx --generate-shell-completion bash',
    'uv sync; uv run x; uv tool run x==1.2.3 y',
    'cargo install --path . ; cargo install --locked x --version 1.2.3',
    'cargo install --git https://a.example/x --rev 0123456; cargo install x@=1.2.3; cargo build',
    'gem install x -v 1.2.3; gem install x:1.2.3 ./y.gem; gem build x',
    'dotnet tool install -g x --version 1.2.3; dotnet tool restore',
    'apt-get install -y x; apk add x; brew install x',
    'curl -s https://a.example/latest/x | grep y',
    'curl -s https://a.example/latest/x; curl -o x https://a.example/v1/x?d=/latest/',
    'echo pip install x',
  ])('leaves %s', async (script) => {
    expect(await partsIn(script)).toEqual([]);
  });

  it.each(['x', '@x/cli', '@a/x', 'x-cli'])('lets npx run x where a manifest has %s', async (name) => {
    const manifest = JSON.stringify({ devDependencies: { [name]: '^1' } });
    expect(await foundBy(exactToolVersions, { 'a.sh': 'npx x', 'web/package.json': manifest })).toEqual([]);
  });

  it('knows programs that are not called like their package', async () => {
    const files = { 'a.sh': 'npx tsc\nnpx y', 'package.json': '{"dependencies": {"typescript": "6"}}' };
    expect(await foundBy(exactToolVersions, files)).toHaveLength(1);
  });

  it('does not let pnpm dlx off, which never takes what is installed', async () => {
    const files = { 'a.sh': 'pnpm dlx x', 'package.json': '{"dependencies": {"x": "6"}}' };
    expect(await foundBy(exactToolVersions, files)).toHaveLength(1);
  });

  it.each([
    ['uses: a/setup@v1\n        with: {node-version: lts/*}', ['lts/*']],
    ['uses: a/setup@v1\n        with: {version: "latest"}', ['"latest"']],
    ['uses: a/setup@v1\n        with: {x_version: stable}', ['stable']],
    ['uses: a/setup@v1\n        with: {version: " latest "}', ['" latest "']],
    ['uses: {a: b}\n        with: {version: latest}', []],
    ['run: x\n        with: {version: latest}', []],
    ['uses: Azure/setup-helm@v4', ['Azure/setup-helm@v4']],
    ['uses: a/setup@v1\n        with: {node-version: 24}', []],
    ['uses: a/setup@v1\n        with: {version: "${{ matrix.v }}"}', []],
    ['uses: a/setup@v1\n        with: {channel: stable}', []],
    ['uses: azure/setup-helm@v4\n        with: {version: v3.19.0}', []],
    ['uses: hashicorp/setup-terraform@v3\n        with: {terraform_version_file: .terraform-version}', []],
  ])('looks at the inputs of %j', async (step, parts) => {
    expect(await partsIn(stepOf(step), WORKFLOW)).toEqual(parts);
  });

  it.each([
    [
      'uses: a/setup@v1\n        with: {version: " latest "}',
      'version: latest lets a/setup install whatever version there is on the day',
    ],
    ['uses: azure/setup-helm@v4', 'azure/setup-helm installs the latest version, since version is not set'],
  ])('says what %j lets happen', async (step, message) => {
    expect(await foundBy(exactToolVersions, { [WORKFLOW]: stepOf(step) })).toMatchObject([{ message }]);
  });

  it('looks at what a Dockerfile adds and runs', async () => {
    const dockerfile =
      'FROM a\nADD https://a.example/latest/x /x\nRUN --network=none pip install \\\r\n  y\r\n';
    expect(await partsIn(dockerfile, 'Dockerfile')).toEqual(['https://a.example/latest/x', 'y']);
  });

  it.each([
    ['../pip install x', 1],
    ['./.venv/bin/pip install x', 1],
    ['./pip install x', 0],
    ['ADD https://a.example/latest/x /x', 0],
    ['npx x\n# \0', 0],
    ['npx x\n'.padEnd(1 << 20, '#'), 1],
    ['npx x\n'.padEnd((1 << 20) + 1, '#'), 0],
  ])('is about the scripts of the repository, of a size to read: %.40j', async (script, count) => {
    expect(await foundBy(exactToolVersions, { 'a.sh': script })).toHaveLength(count);
  });

  it('looks into files that have scripts, also where tests read', async () => {
    const files = { 'notes.yml': stepOf('uses: azure/setup-helm@v4'), 'tests/a/b/run.sh': 'npx x' };
    expect(await foundBy(exactToolVersions, files)).toMatchObject([{ path: 'tests/a/b/run.sh' }]);
  });

  it('points at the word, behind letters of several bytes', async () => {
    expect(await partsIn('echo é😀; pip install  x\n')).toEqual(['x']);
  });

  it('says how the version is named', async () => {
    const found = await foundBy(exactToolVersions, { 'a.sh': 'pip install "x[y]>=1"; npm i -g @a/b@next' });
    expect(found.map(({ remedy }) => remedy)).toEqual([
      'Name the exact version, as in x[y]==1.2.3.',
      'Name the exact version, as in @a/b@1.2.3.',
    ]);
  });

  it('leaves actions and manifests alone that are data of tests', async () => {
    const manifest = '{"scripts": {"a": "npx x"}}';
    expect(
      await foundBy(exactToolVersions, {
        'tests/e2e/package.json': manifest,
        'tests/specs/a/package.json': manifest,
        'fixtures/package.json': manifest,
      }),
    ).toMatchObject([{ path: 'tests/e2e/package.json' }]);
    expect(await foundBy(exactToolVersions, { 'testdata/broken/action.yml': 'a: b: c\n' })).toEqual([]);
  });

  it('cannot tell of a workflow that is no YAML, and does not mind a manifest that is none', async () => {
    const found = await foundBy(exactToolVersions, { [WORKFLOW]: 'a: [b\n', 'package.json': '{"a": [' });
    expect(found).toEqual([expect.objectContaining({ path: WORKFLOW, cannotTell: true })]);
  });

  it.each(QUIET_FILES)('finds nothing in %s', async (_, content) => {
    expect(await foundBy(exactToolVersions, { 'a.sh': content })).toEqual([]);
  });
});
