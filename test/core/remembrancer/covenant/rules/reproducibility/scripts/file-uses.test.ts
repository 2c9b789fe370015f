import { describe, expect, it } from '@jest/globals';

import { verifiedDownloads } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/verified-downloads.ts';
import { processorTime } from '../../integrity/processor-time.ts';
import { foundBy } from '../script-rules.ts';

/** What VM-II-04 says is done with each download of a script. */
async function usesIn(script: string): Promise<readonly string[]> {
  const found = await foundBy(verifiedDownloads, { 'run.sh': script });
  return found.map(
    ({ message }) =>
      / is downloaded and (.*) without a check of its digest or signature$/.exec(message)?.[1] ?? '',
  );
}

const get = (file: string) => `curl -fsSo ${file} https://a.example/v1/file`;

describe('What is done with a downloaded file', () => {
  it.each([
    ['x.tgz', 'tar -zxf x.tgz', 'unpacked'],
    ['x.tgz', 'tar zxf x.tgz', 'unpacked'],
    ['x.tgz', 'gtar -C /opt -xf x.tgz', 'unpacked'],
    ['x.tgz', 'bsdtar --extract -f x.tgz', 'unpacked'],
    ['x.tgz', 'tar --get -f x.tgz', 'unpacked'],
    ['x.tgz', 'tar --extract --file=x.tgz', 'unpacked'],
    ['x.zip', 'unzip x.zip', 'unpacked'],
    ['x.jar', 'jar xf x.jar', 'unpacked'],
    ['x.jar', 'jar --extract --file x.jar', 'unpacked'],
    ['x.deb', 'dpkg -i ./x.deb', 'installed'],
    ['x', 'install x /opt/x', 'installed'],
    ['x', 'mv x /usr/local/bin', 'installed'],
    ['x', 'cp x y /usr/local/bin/', 'installed'],
    ['/usr/local/bin/x', 'true', 'installed'],
    ['x', 'chmod +x x', 'made executable'],
    ['x', 'chmod -v a+x x', 'made executable'],
    ['x', 'chmod u=rwx,go=rx x', 'made executable'],
    ['x', 'chmod 0755 x', 'made executable'],
    ['x', 'chmod 700 x', 'made executable'],
    ['x', 'chmod 641 x', 'made executable'],
    ['x', 'source ./x', 'run'],
    ['x', '. ./x', 'run'],
    ['x', 'bash -e x', 'run'],
    ['x', 'ruby x', 'run'],
    ['x', './x', 'run'],
    ['x.jar', 'java -cp y -jar x.jar', 'run'],
    ['x.zip', 'unzip "*.zip"', 'unpacked or run'],
    ['x1.zip', 'unzip "x?.zip"', 'unpacked or run'],
    ['v1.x.tar.gz', 'tar xf v*.x.tar.gz; gunzip *.log', 'unpacked or run'],
  ])('is told of %s and %s: %s', async (file, use, told) => {
    expect(await usesIn(`${get(file)}; ${use}\n`)).toEqual([told]);
  });

  it.each([
    ['x.tgz', 'tar -tf x.tgz'],
    ['x.tgz', 'tar --exclude=b -tf x.tgz'],
    ['x.tgz', 'tar -tf x.tgz --exclude=b'],
    ['x.tgz', 'tar -cf y.tgz x.tgz'],
    ['x.jar', 'jar tf x.jar'],
    ['x', 'apt-get install -y x'],
    ['x', 'mv x y'],
    ['x', 'cp /usr/bin/x y/'],
    ['x', 'chmod 644 x'],
    ['x', 'chmod 1644 x'],
    ['x', 'chmod u+rw x'],
    ['x1', 'chmod --reference=y x1'],
    ['x.jar', 'java -cp x.jar.txt a.Main'],
    ['x', 'bash -s'],
    ['x', 'x --yes'],
    ['x.zip', 'unzip "*.zip.old"'],
    ['x.zip', 'unzip "*.zip-old"'],
    ['yx', 'sh y--file=x'],
    ['x.zip', 'unzip "y*.tgz"'],
    ['x.zip', 'chmod +x "*"'],
    ['x', 'unzip y.zip -d x/'],
  ])('is nothing of note for %s and %s', async (file, use) => {
    expect(await usesIn(`${get(file)}; ${use}\n`)).toEqual([]);
  });

  it.each([
    ...[
      'unzip',
      '7z',
      '7za',
      '7zz',
      'gunzip',
      'bunzip2',
      'unxz',
      'unzstd',
      'zcat',
      'bzcat',
      'xzcat',
      'zstdcat',
    ],
    ...[
      'zstd',
      'xz',
      'gzip',
      'bzip2',
      'unrar',
      'ar',
      'cpio',
      'unsquashfs',
      'rpm2cpio',
      'Expand-Archive',
      'ditto',
    ],
  ])('is told of what %s unpacks', async (program) => {
    expect(await usesIn(`${get('x.z')}; ${program} x.z\n`)).toEqual(['unpacked']);
    expect(await usesIn(`${get('x.z')}; y${program} x.z; ${program}x x.z\n`)).toEqual([]);
  });

  it.each(['dpkg', 'rpm', 'installer', 'msiexec', 'apt', 'apt-get', 'dnf', 'yum', 'zypper', 'apk'])(
    'is told of what %s installs',
    async (program) => {
      for (const file of ['x.pkg', './x', '$X'])
        expect(await usesIn(`${get(file)}; ${program} ${file}\n`)).toEqual(['installed']);
      expect(await usesIn(`${get('x.pkg')}; x${program} x.pkg; ${program}x x.pkg\n`)).toEqual([]);
    },
  );

  it.each(['python', 'python3', 'python3.12', 'node', 'perl', 'ruby', 'php', 'pwsh'])(
    'is told of what %s runs',
    async (program) => {
      expect(await usesIn(`${get('x')}; ${program} x\n`)).toEqual(['run']);
      expect(await usesIn(`${get('x')}; x${program} x; ${program}x x\n`)).toEqual([]);
    },
  );

  it.each(['tar', 'gtar', 'bsdtar', 'jar'])('is told of what %s unpacks, and no other', async (program) => {
    expect(await usesIn(`${get('x')}; ${program} xf x\n`)).toEqual(['unpacked']);
    expect(await usesIn(`${get('x')}; x${program} xf x; ${program}x xf x\n`)).toEqual([]);
  });

  it.each([
    ...['bin/y', '/usr/bin', '/usr/sbin/y', '/usr/libexec/y', '$MY_BIN', '"$MY_BIN/y"', '"${MY_BIN}/y"'],
    ...['$BINDIR/y', '$BIN_DIR/y', '${GOBIN}', '$GOBIN/y', '${X_BINDIR}/y'],
  ])('is told of what goes to %s', async (folder) => {
    expect(await usesIn(`${get('x')}; mv x ${folder}\n`)).toEqual(['installed']);
  });

  it.each([
    ...['cabin/y', '/usr/bins/y', '/xsbin', 'libexec/y', '/usr/libexec', '/usr/libexecs/y', '$MYBIN/y'],
    ...['$BINDIRS/y', '$MY_BINS', '${GOBIN}x/y', '$BIN__DIR/y'],
  ])('is nothing of note for what goes to %s', async (folder) => {
    expect(await usesIn(`${get('x')}; mv x ${folder}\n`)).toEqual([]);
  });

  it('is nothing where only folders are named, also for a page that has no name of its own', async () => {
    expect(await usesIn('wget https://a.example/v1/; unzip -d z/ y.zip')).toEqual([]);
  });

  it('takes a moment to tell of a path of slashes', async () => {
    const script = `${get('x')}; sh ${'/'.repeat(200_000)}a\n`;
    expect(await processorTime(() => usesIn(script))).toBeLessThan(2000);
  });
});

describe('What is done with a download that comes through a pipe', () => {
  const GET = 'curl -fsS https://a.example/v1/file';

  it.each([
    ['tar -xz', 'unpacked'],
    ['bsdtar -xf -', 'unpacked'],
    ['jar x', 'unpacked'],
    ['cpio -id', 'unpacked'],
    ['funzip > x', 'unpacked'],
    ['unzip -', 'unpacked'],
    ...[
      ...['gunzip', 'bunzip2', 'unxz', 'unzstd', 'zcat', 'bzcat', 'xzcat', 'zstdcat', 'gzip -d', 'bzip2 -kd'],
      ...['xz -9d', 'zstd -d -q', 'zstd --decompress', 'xz --uncompress'],
    ].map((program) => [`${program} > x`, 'unpacked'] as const),
    ['tar -xzO | cat', 'unpacked'],
    ['sudo tee -a /usr/local/bin/x', 'installed'],
    ['sudo install -m 755 /dev/stdin /usr/local/bin/x', 'installed'],
  ])('is told of %s: %s', async (use, told) => {
    expect(await usesIn(`${GET} | ${use}\n`)).toEqual([told]);
  });

  it.each([
    'tar -tz',
    'xcpio -id',
    'cpiox -id',
    ...['xgunzip', 'gunzipx', 'xzcatx', 'pxz -d', 'gzipx -d', 'xz -k', 'xz x-d', 'xz --keep-d'].map(
      (program) => `${program} > x`,
    ),
    'xz x--decompress > x',
    'xz --decompressx > x',
    'jar t',
    'tee x.log',
    'grep /usr/local/bin/x',
    'cat /dev/stdin',
    'install -m 755 x /opt/x',
    'jq .',
  ])('is nothing of note for %s', async (use) => {
    expect(await usesIn(`${GET} | ${use}\n`)).toEqual([]);
  });
});
