import { describe, expect, it } from '@jest/globals';

import {
  soundsKept,
  soundsReleased,
} from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/scripts/release-artifacts.ts';

describe('the name of an archive', () => {
  it.each([
    ...['x.tar', 'x.tgz', 'x.tbz', 'x.tbz2', 'x.txz', 'x.tar.lz4', 'x.zip', 'x.jar', 'x.war', 'x.gz', 'x.xz'],
    ...[
      'x.zst',
      'x.7z',
      'x.deb',
      'x.rpm',
      'x.whl',
      'x.vsix',
      'x.crx',
      'x.xpi',
      'x.nupkg',
      'X.ZIP',
      '"x.zip"',
    ],
    ...["'x.zip'", '$(x.zip)', '${x.zip}'],
  ])('has an ending of archives: %s', (name) => {
    expect(soundsReleased(`dist/${name}`)).toBe(true);
    expect(soundsReleased(name)).toBe(false);
  });

  it.each(['x', 'x.tarx', 'x.zipper', 'xzip', 'x.zip/', 'x.txt', 'x.tar.g-z'])(
    'has another ending: %s',
    (name) => {
      expect(soundsReleased(`dist/${name}`)).toBe(false);
    },
  );

  it.each([
    ...['dist/x', 'a/dist/x', 'DIST/x', 'release/x', 'releases/x', 'pkg/x', 'package-1', 'packages/x'],
    ...[
      'artifact',
      'artifacts/x',
      'bundle_1',
      'installer',
      'x-$VERSION',
      'x-$tag',
      'x-${tag}',
      '$my_tag',
      'x_tags',
    ],
    ...['$GOOS', '$GOARCH', 'x-linux', 'darwin', 'windows', 'amd64', 'arm64', 'x86_64', 'aarch64', '$TARGET'],
  ])('sounds like that of something which is handed out: %s', (name) => {
    expect(soundsReleased(`${name}.zip`)).toBe(true);
  });

  it.each([
    ...[
      'x',
      'distx/x',
      'xdist',
      'mypkg',
      'pkgs/x',
      'xreleases',
      'bundles',
      'installers',
      'prerelease',
      'stage',
    ],
    ...['mytag', 'packaged', 'artifactory'],
  ])('says nothing: %s', (name) => {
    expect([soundsReleased(`${name}.zip`), soundsKept(`${name}.zip`)]).toEqual([false, false]);
  });

  it.each([
    ...[
      'cache',
      'my-cache-1',
      'backup',
      'x.bak',
      'log',
      'logs',
      'syslogs',
      'coverage',
      'report',
      'reports',
      'dump',
    ],
    ...[
      'snapshot',
      'debug',
      'test',
      'fixture',
      'node_modules',
      'failure',
      'diagnostics',
      'profile',
      'corpus',
    ],
    ...['/tmp/x', 'screenshot', 'SCREENSHOTS'],
  ])('says that it is kept: %s', (name) => {
    expect(soundsKept(name)).toBe(true);
    expect(soundsReleased(`dist/${name}.zip`)).toBe(false);
  });

  it.each(['logo', 'bakery', 'tmp/x', 'reporter', 'dist/x'])('says nothing of being kept: %s', (name) => {
    expect(soundsKept(name)).toBe(false);
  });
});
