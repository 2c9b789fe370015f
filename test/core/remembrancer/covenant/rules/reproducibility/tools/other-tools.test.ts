import { describe, expect, it } from '@jest/globals';

import { exactToolVersions } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/exact-tool-versions.ts';
import { foundBy, partsFoundBy } from '../script-rules.ts';

describe('what Go, Cargo, RubyGems and dotnet install', () => {
  it.each([
    ['go run a.example/x@main b.example/y@main', ['a.example/x@main']],
    ['gem i a.gem-x', ['a.gem-x']],
    ['dotnet tool update x y', ['x']],
  ])('is loose in %s', async (script, parts) => {
    expect(await partsFoundBy(exactToolVersions, script)).toEqual(parts);
  });

  it.each([
    'go',
    'go get a.example/x@main',
    'gox install a.example/x@main',
    'cargo',
    'cargo add x',
    'cargo install x --vers 1.2.3',
    'cargo install --path . x',
    'cargo install --git https://a.example/x --tag v1',
    'cargo install --git "$URL"',
    'gem',
    'gem fetch x',
    'gem install x --version 1.2.3',
    'gem install -g Gemfile x',
    'gem install --file Gemfile x',
    'gem install --local x',
    'gem install -l x',
    'gem install --explain x',
    'dotnet',
    'dotnet tool',
    'dotnet new install x',
    'dotnet tool list x',
    'dotnet tool install x@1.2.3 y',
    'dotnet tool install "$X"',
  ])('is not loose in %s', async (script) => {
    expect(await partsFoundBy(exactToolVersions, script)).toEqual([]);
  });

  it.each([
    ['go install a.example/x@latest', 'a.example/x@v1.2.3'],
    ['cargo install --git https://a.example/x', '--git https://a.example/x --rev <commit>'],
    ['cargo install xy@latest', 'xy@1.2.3 --locked'],
    ['gem install x', 'x --version 1.2.3'],
    ['dotnet tool install x', 'x --version 1.2.3'],
  ])('has its version in another way in %s', async (script, exact) => {
    const found = await foundBy(exactToolVersions, { 'a.sh': script });
    expect(found.map(({ remedy }) => remedy)).toEqual([`Name the exact version, as in ${exact}.`]);
  });

  it.each([
    ...['--branch', '--root', '--features', '-F', '--target', '--target-dir', '--profile'],
    ...['--bin', '--example', '--index', '--registry', '--config', '-j', '--jobs', '-Z'],
    ...['--color', '--strategies', '--disable-strategies', '--pkg-url'],
  ])('is not the word behind %s of cargo', async (option) => {
    const script = `cargo install ${option} word x@1.2.3`;
    expect(await partsFoundBy(exactToolVersions, script)).toEqual([]);
  });

  it.each([
    ...['-i', '--install-dir', '-n', '--bindir', '-s', '--source', '-P', '--trust-policy'],
    ...['--platform'],
  ])('is not the word behind %s of gem', async (option) => {
    const script = `gem install ${option} word x:1.2.3`;
    expect(await partsFoundBy(exactToolVersions, script)).toEqual([]);
  });

  it.each([
    ...['--tool-path', '--add-source', '--configfile', '--framework', '--arch', '-a', '-v'],
    ...['--verbosity', '--tool-manifest', '--source'],
  ])('is not the word behind %s of dotnet', async (option) => {
    const script = `dotnet tool install ${option} word x@1.2.3`;
    expect(await partsFoundBy(exactToolVersions, script)).toEqual([]);
  });

  it.each([
    ...[
      'a.example@latest',
      'a.b-c.example/x@v1',
      'a.example/x@v1.2',
      'a.example/x@abcdef',
      'a.example/x@abcdefg',
    ],
    `a.example/x@${'a'.repeat(41)}`,
    ...['a.example/x@1.2.3', 'a.example/x@vv1.2.3', 'a.example/x@xabcdef0'],
  ])('is loose as the module %s', async (module) => {
    expect(await partsFoundBy(exactToolVersions, `go install ${module}\n`)).toEqual([module]);
  });

  it.each([
    ...['a.example/x@v1.2.3', 'a.example/x@v12.34.56-rc.1', 'a.example/x@abcdef0', 'a.example/x', 'x@latest'],
    `a.example/x@${'0'.repeat(40)}`,
    ...['./x@latest', 'a..example/x@latest', 'a.example/@latest', '.example/x@latest'],
  ])('is not loose as the module %s', async (module) => {
    expect(await partsFoundBy(exactToolVersions, `go install ${module}\n`)).toEqual([]);
  });
});
