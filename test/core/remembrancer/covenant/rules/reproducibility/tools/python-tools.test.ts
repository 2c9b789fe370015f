import { describe, expect, it } from '@jest/globals';

import { exactToolVersions } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/exact-tool-versions.ts';
import { foundBy, partsFoundBy } from '../script-rules.ts';

describe('what pip, pipx and uv install', () => {
  it.each([
    ['pipx run --spec x y', ['x']],
    ['pipx install x y', ['x', 'y']],
    ['uvx --with z x==1', ['z']],
    ['uv --directory pip2 pip install y', ['y']],
    ['uv --directory my-tool pip install y', ['y']],
    ['python -u -m pip install x', ['x']],
    ['python3.12 -m pip install x y', ['x', 'y']],
    ['py -m pip install x', ['x']],
    ['pip -q install x', ['x']],
    ['pip install git+https://a.example/a@b/c.git', ['git+https://a.example/a@b/c.git']],
    ['pip install git+ssh://git@a.example/x.git', ['git+ssh://git@a.example/x.git']],
  ])('is loose in %s', async (script, parts) => {
    expect(await partsFoundBy(exactToolVersions, script)).toEqual(parts);
  });

  it.each([
    'pip install --constraint c.txt x',
    'uv pip install --constraints c.txt x',
    'pip install --require-hashes x',
    'uv pip install --exclude-newer 2026-01-01 x',
    'uv pip install --offline x',
    'pip install *x',
    'pip download install x',
    'pip -q download x',
    'pip-audit install x',
    'xpip install x',
    'xpy -m pip install x',
    'python-x -m pip install x',
    'python pip install x',
    'python -m build install x',
    'python -m pip download install x',
    'uv add install x',
    'uv tool list x',
    'pipx list x',
    'other x install y',
  ])('is not loose in %s', async (script) => {
    expect(await partsFoundBy(exactToolVersions, script)).toEqual([]);
  });

  it('of a repository is named by its commit', async () => {
    const found = await foundBy(exactToolVersions, { 'a.sh': 'pip install git+https://a.example/x.git' });
    expect(found.map(({ remedy }) => remedy)).toEqual([
      'Name the exact version, as in git+https://a.example/x.git@<commit>.',
    ]);
  });

  it.each([
    ...['-r', '--requirement', '-e', '--editable', '-i', '--index-url', '--extra-index-url', '-f'],
    ...['--find-links', '-t', '--target', '--prefix', '--root', '--platform', '--python-version'],
    ...['--python', '-p', '--implementation', '--abi', '--progress-bar', '--timeout', '--retries'],
    ...['--trusted-host', '--proxy', '--cache-dir', '--log', '--src', '--no-binary'],
    ...['--only-binary', '--index', '--default-index', '--with', '--with-requirements', '--spec'],
    ...['--from', '--suffix', '--pip-args', '--index-strategy', '--prerelease'],
    ...['--upgrade-strategy', '--config-settings', '-C', '--directory', '--project', '--override'],
    ...['--overrides', '--python-platform', '--global-option', '--build-constraint'],
    ...['--upgrade-package', '-P', '--refresh-package', '--reinstall-package', '--group'],
    ...['--extra', '--generate-shell-completion'],
  ])('is not the word behind %s', async (option) => {
    const script = `pip install ${option} word x==1.2.3`;
    expect(await partsFoundBy(exactToolVersions, script)).toEqual([]);
  });

  it.each([
    './x',
    '../x',
    '~/x',
    '/x',
    'a/b',
    'a\\\\b',
    'x.whl',
    'x.zip',
    'x.tar.gz',
    '-x',
    '[x]',
    'x==1',
    'x[y]==1.*,==1.2',
  ])('is no package of an open version where it is %s', async (word) => {
    expect(await partsFoundBy(exactToolVersions, `pip install ${word}\n`)).toEqual([]);
  });

  it.each([
    'x.whl.y',
    'xwhl',
    'x.zipped',
    'x.tar.gz2',
    'x.targz',
    '3x',
    'x==',
    'x==1.*',
    '"x>=1"',
    'x@latest',
  ])('is a package of an open version where it is %s', async (word) => {
    expect(await partsFoundBy(exactToolVersions, `pip install ${word}\n`)).toEqual([word]);
  });
});
