import { describe, expect, it } from '@jest/globals';

import { reproducibleArchives } from '../../../../../../core/remembrancer/covenant/rules/reproducibility/reproducible-archives.ts';
import { foundBy, partsFoundBy, QUIET_FILES, workflowOf } from './script-rules.ts';

const partsIn = (script: string, path?: string) => partsFoundBy(reproducibleArchives, script, path);
const RELEASE = '.github/workflows/release.yml';

describe('VM-II-08', () => {
  it.each([
    'tar -czf dist/x.tar.gz -C build .',
    'tar czvf "x-$VERSION.tgz" x',
    'tar --create --gzip --file=release/x.tar.gz x',
    'tar c x | zstd > dist/x.tar.zst',
    'tar -cf - x | gzip -n > x-linux-amd64.tar.gz',
    'zip -qr dist/x.zip x',
    '7z a release/x.7z x',
    'jar cf dist/x.jar -C build .',
    'gzip -9 dist/x-linux-amd64.tar',
    'gzip dist/x--list',
    'gtar czf dist/x.tgz x',
    'bsdtar -cf dist/x.tar x',
    'tar cfz dist/x.tgz x',
    'tar --create --file dist/x.tar x',
    'tar -C build -cvf dist/x.tar .',
    'tar -c conf -f dist/x.tar',
    'tar --exclude=pdf -cf dist/x.tar x',
    'tar -C build --exclude=a-pdf -cf dist/x.tar x',
    'tar cz x > dist/x.tgz',
    'tar cz x > dist/x.tgz < names',
    'tar -cf - x > dist/x.tar',
    '(tar c x | zstd > dist/x.tar.zst) | cat',
    '7za a -tzip dist/x.zip x',
    '7zz a dist/x.7z x',
    'jar cfm dist/x.jar manifest.txt -C build .',
    'jar -c0f dist/x.jar -C build .',
    'jar --create --verbose --file=dist/x.jar -C build .',
  ])('finds %s', async (script) => {
    expect(await partsIn(script)).toHaveLength(1);
  });

  it('says how tar makes the same archive, whoever makes it', async () => {
    const [found] = await foundBy(reproducibleArchives, { 'run.sh': 'tar -czf dist/x.tar.gz x\n' });
    expect(found?.remedy).toContain('--mode=u=rwX,go=rX');
  });

  it.each([
    'tar -xzf dist/x.tar.gz -C build',
    'tar tzf dist/x.tar.gz',
    'tar --sort=name --mtime=@0 -czf dist/x.tar.gz x',
    'git archive --format=tar.gz -o dist/x.tar.gz HEAD',
    'git archive HEAD | gzip > dist/x.tar.gz',
    'export SOURCE_DATE_EPOCH=$(git log -1 --format=%ct); zip -r dist/x.zip x',
    'find x -exec touch -d "@$T" {} +; zip -X -r dist/x.zip x',
    'tar -czf cache-linux.tar.gz ~/.cache',
    'tar -czf backup/dist.tar.gz dist',
    'zip -r logs-linux.zip logs',
    'tar -czf x.tar.gz x',
    'tar -cf - dist | ssh host tar -xf -',
    'jar xf dist/x.jar; jar --create --date=2026-01-01T00:00:00Z --file dist/x.jar x',
    'gzip -kd dist/x.tar.gz; gzip -9n dist/x.tar; gzip --to-stdout dist/x.tar | ssh host',
    'gzip --stdout dist/x.tar | ssh host',
    'tar -xf dist/x.tar.gz -C/src',
    'tar -xf dist/x.tar.gz --no-recursion',
    'tar xf dist/x.tar.gz src',
    'tar --exclude=src -xf dist/x.tar.gz',
    'tar x${decompress} x > dist/x.tar',
    'tar -fx.tar dist/y.tar.gz -c',
    'tar -c -fx.tar dist/y.tar.gz',
    'tar -cf - x | docker exec -i a sh < dist/x.tar.gz',
    '7z x dist/x.7z y',
    'gzip -n dist/x.tar; gzip -d dist/x.tar.gz; gunzip dist/x.tar.gz; gzip < x > dist/x.gz',
    'unzip dist/x.zip',
    'docker build -t x . --push',
  ])('leaves %s', async (script) => {
    expect(await partsIn(script)).toEqual([]);
  });

  it.each([
    [RELEASE, workflowOf('tar czf x.tgz x')],
    ['.github/workflows/a.yml', workflowOf('tar czf x.tgz x', '{push: {tags: [v*]}}')],
    ['.github/workflows/a.yml', workflowOf('tar czf x.tgz x', '[release]')],
    ['.github/workflows/a.yml', `name: Publish\n${workflowOf('tar czf x.tgz x')}`],
    ['.github/workflows/a.yml', workflowOf('tar czf x.tgz x', 'release')],
    ['.github/workflows/a.yml', workflowOf('tar czf x.tgz x', '{release: {types: [published]}}')],
    ['.github/workflows/a.yml', workflowOf('tar czf x.tgz x', '{push: {tags: v*}}')],
    ['.github/workflows/a.yml', `name: Release\n---\n${workflowOf('tar czf x.tgz x')}`],
    [RELEASE, workflowOf('docker buildx build --push -t x .')],
    [RELEASE, workflowOf('podman build --push=true -t x .')],
  ])('takes any archive of a workflow for releases: %s', async (path, text) => {
    expect(await partsIn(text, path)).toHaveLength(1);
  });

  it.each([
    ['.github/workflows/a.yml', workflowOf('tar czf x.tgz x')],
    [RELEASE, workflowOf('tar czf cache.tgz x')],
    [RELEASE, workflowOf('tar cf - x | docker import -')],
    [RELEASE, workflowOf('docker build -t x .')],
    [RELEASE, workflowOf('docker build -t x --push=false .')],
    [RELEASE, workflowOf('docker build -t x --build-arg=WITH=--push .')],
    [RELEASE, workflowOf('docker buildx bake --push')],
    [RELEASE, workflowOf('cat x | gzip | ssh host')],
    ['.github/workflows/a.yml', workflowOf('tar czf x.tgz x', '{push: {tags: []}}')],
    ['a/release/.github/workflows/a.yml', workflowOf('tar czf x.tgz x')],
    ['action.yml', 'name: Release\nruns: {using: composite, steps: [{shell: bash, run: tar czf x.tgz x}]}\n'],
    [RELEASE, `env: {SOURCE_DATE_EPOCH: 0}\n${workflowOf('tar czf x.tgz x')}`],
  ])('takes no other: %s', async (path, text) => {
    expect(await partsIn(text, path)).toEqual([]);
  });

  it('looks into Makefiles and Dockerfiles', async () => {
    expect(await partsIn('a:\n\t@tar czf $(DIST)/x-$(VERSION).tar.gz x\n', 'Makefile')).toEqual([
      'tar czf $(DIST)/x-$(VERSION).tar.gz x',
    ]);
    expect(await partsIn('FROM a\nRUN tar czf /dist/x.tar.gz x\n', 'Dockerfile')).toHaveLength(1);
  });

  it.each([
    ['tar czf dist/x.tgz x', '--mtime="@$$SOURCE_DATE_EPOCH"', '--mtime="@$SOURCE_DATE_EPOCH"'],
    ['zip -r dist/x.zip x', 'touch -d "@$$SOURCE_DATE_EPOCH"', 'touch -d "@$SOURCE_DATE_EPOCH"'],
  ])('writes the remedy of %s as a recipe and a script need it', async (command, inRecipe, inScript) => {
    for (const [path, text, time] of [
      ['Makefile', `a:\n\t${command}\n`, inRecipe],
      ['a.mk', `a:\n\t${command}\n`, inRecipe],
      ['justfile', `a:\n  ${command}\n`, inScript],
      ['run.sh', command, inScript],
    ] as const) {
      const [found] = await foundBy(reproducibleArchives, { [path]: text });
      expect(found?.remedy).toContain(time);
    }
  });

  it('points at the command, behind letters of several bytes and with CR LF', async () => {
    expect(await partsIn('# é😀\r\necho 😀; zip -r dist/x.zip x\r\n')).toEqual(['zip -r dist/x.zip x']);
  });

  it.each([
    ['tar --create --file=release/x.tar.gz x', 'release/x.tar.gz'],
    ['docker build --push .', 'What docker makes'],
  ])('says what %s makes', async (script, made) => {
    const [found] = await foundBy(reproducibleArchives, { [RELEASE]: workflowOf(script) });
    expect(found?.message).toBe(`${made} has the time of the build in it, and is another file each time`);
  });

  it.each([RELEASE, '.github/workflows/a.yml'])('cannot tell of %s that is no YAML', async (path) => {
    const found = await foundBy(reproducibleArchives, { [path]: 'a: [tar\n' });
    expect(found).toEqual([expect.objectContaining({ cannotTell: true })]);
  });

  it.each(QUIET_FILES)('finds nothing in %s', async (_, content) => {
    expect(await foundBy(reproducibleArchives, { 'a.sh': content })).toEqual([]);
  });
});
