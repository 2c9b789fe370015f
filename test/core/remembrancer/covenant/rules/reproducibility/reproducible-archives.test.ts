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
    [RELEASE, workflowOf('docker buildx build --push -t x .')],
  ])('takes any archive of a workflow for releases: %s', async (path, text) => {
    expect(await partsIn(text, path)).toHaveLength(1);
  });

  it.each([
    ['.github/workflows/a.yml', workflowOf('tar czf x.tgz x')],
    [RELEASE, workflowOf('tar czf cache.tgz x')],
    [RELEASE, workflowOf('tar cf - x | docker import -')],
    [RELEASE, workflowOf('docker build -t x .')],
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

  it('points at the command, behind letters of several bytes and with CR LF', async () => {
    expect(await partsIn('# é😀\r\necho 😀; zip -r dist/x.zip x\r\n')).toEqual(['zip -r dist/x.zip x']);
  });

  it('cannot tell of a workflow that is no YAML', async () => {
    const found = await foundBy(reproducibleArchives, { [RELEASE]: 'a: [tar\n' });
    expect(found).toEqual([expect.objectContaining({ cannotTell: true })]);
  });

  it.each(QUIET_FILES)('finds nothing in %s', async (_, content) => {
    expect(await foundBy(reproducibleArchives, { 'a.sh': content })).toEqual([]);
  });
});
