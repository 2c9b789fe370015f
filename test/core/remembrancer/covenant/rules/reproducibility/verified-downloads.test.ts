import { describe, expect, it } from '@jest/globals';

import { printable } from '../../../../../../core/common/printable.ts';
import { verifiedDownloads } from '../../../../../../core/remembrancer/covenant/rules/reproducibility/verified-downloads.ts';
import { processorTime } from '../integrity/processor-time.ts';
import { foundBy, partsFoundBy, QUIET_FILES, workflowOf } from './script-rules.ts';

const partsIn = (script: string, path?: string) => partsFoundBy(verifiedDownloads, script, path);
const GET = 'curl -fsSLo x.tgz https://a.example/v1/x.tgz';

describe('VM-II-04', () => {
  it.each([
    `${GET} && tar xzf x.tgz`,
    `${GET}; sudo tar -C /opt -xzf ./x.tgz`,
    'curl -LO https://a.example/v1/x.zip; unzip -q x.zip',
    'curl -LO https://a.example/v1/x.zip; unzip *.zip',
    'wget https://a.example/v1/x.deb && sudo dpkg -i x.deb',
    'wget -q https://a.example/v1/x.deb -O /tmp/x.deb && apt-get install -y /tmp/x.deb',
    'curl -s https://a.example/v1/x > "$D/x"; chmod +x "$D/x"',
    'curl -so x https://a.example/v1/x; chmod 0755 x',
    'curl -so x https://a.example/v1/x; install -m 755 x /usr/local/bin/x',
    'curl -so x https://a.example/v1/x; mv x /usr/local/bin/y',
    'curl -so /usr/local/bin/x https://a.example/v1/x',
    'curl -so x.sh https://a.example/v1/x.sh; bash x.sh',
    'curl -so x.py https://a.example/v1/x.py; python3 x.py --yes',
    'curl -so x https://a.example/v1/x; ./x --yes',
    'curl -so x.jar https://a.example/v1/x.jar; java -jar x.jar',
    'curl -s https://a.example/v1/x.tgz | tar xz',
    'curl -s https://a.example/v1/x.tgz | gunzip | sudo tar -x -C /opt',
    `${GET}; xzcat x.tgz | tar x; sha256sum y.tgz > y.tgz.sha256`,
    `${GET}; tar xzf x.tgz; verify_health`,
    'curl -s https://a.example/v1/x.gz | gunzip > x',
    'curl -s https://a.example/v1/x.bz2 | bzcat >> x',
    'curl -s https://a.example/v1/x.gz | gzip -cd > x 2> log',
    'curl -s https://a.example/v1/x.xz | xz --decompress > x',
    'curl -s https://a.example/v1/x.zst | zstd --uncompress >| x',
    'curl -s https://a.example/v1/x > x 2>/dev/null; chmod +x x',
    'curl -s https://a.example/v1/x 2>&1 > x; chmod +x x',
    'curl -s https://a.example/v1/x > x 2>&1; chmod +x x',
    'curl -s https://a.example/v1/x | sudo tee /usr/local/bin/x > /dev/null',
    `${GET}; tar xzf x.tgz; sha256sum x-c > sums`,
    `${GET}; tar xzf x.tgz; sha256sum x.tgz > 1.sha256`,
    `${GET}; tar xzf x.tgz; sha256sum x.tgz &> x.sha256`,
    `${GET}; tar xzf x.tgz; verify_checksum${'x'.repeat(86)}`,
    `${GET}; tar xzf x.tgz; rm -f old.checksum`,
    `${GET}; echo "<digest>  x.tgz" | sha256sum -c -; tar xzf x.tgz`,
    `${GET}; echo '<SHA-256 of it> *x.tgz' | tee sums | shasum -a 256 --check; tar xzf x.tgz`,
    `${GET}; echo "<0 a>" | sha256sum; tar xzf x.tgz`,
    `${GET}; tar xzf x.tgz; cat checksum.txt`,
    `${GET}; tar xzf x.tgz; echo "no --checksum=sha-256 yet"`,
  ])('finds %s', async (script) => {
    expect(await partsIn(script)).toHaveLength(1);
  });

  it.each([
    `${GET}; echo "$SHA  x.tgz" | sha256sum -c -; tar xzf x.tgz`,
    `${GET}; echo "$SHA  <x>" | sha256sum -c -; tar xzf x.tgz`,
    `${GET}; echo "<$SHA>  x.tgz" | sha256sum -c -; tar xzf x.tgz`,
    `${GET}; echo "<>  x.tgz" | sha256sum -c -; tar xzf x.tgz`,
    `${GET}; echo "<a" | sha256sum -c -; tar xzf x.tgz`,
    `${GET}; echo "$SHA *x.tgz" | shasum -a 256 --check; tar xzf x.tgz`,
    `${GET}; [ "$(sha512sum x.tgz | cut -d' ' -f1)" = "$SHA" ]; tar xzf x.tgz`,
    `${GET}; [ "$(openssl dgst -sha256 -r x.tgz)" = "$SHA" ]; tar xzf x.tgz`,
    `${GET}; cosign verify-blob --bundle x.json x.tgz; tar xzf x.tgz`,
    `${GET}; gpg --verify x.asc x.tgz; tar xzf x.tgz`,
    `${GET}; minisign -Vm x.tgz -P "$KEY"; tar xzf x.tgz`,
    `${GET}; slsa-verifier verify-artifact x.tgz; tar xzf x.tgz`,
    `${GET}; gh attestation verify x.tgz --owner a; tar xzf x.tgz`,
    `verify_checksum() { :; }; ${GET}; verify_checksum x.tgz; tar xzf x.tgz`,
    `${GET}; sha256sum x.tgz 2>&1 >/dev/null; tar xzf x.tgz`,
    `${GET}; sha256sum -c x.sha256 > log; tar xzf x.tgz`,
    `${GET}; shasum -wc x.sums > log; tar xzf x.tgz`,
    `${GET}; sha256sum --check x.sums > log; tar xzf x.tgz`,
    `${GET}; [ "$(sha256sum < x.tgz)" = "$SHA" ]; tar xzf x.tgz`,
    'aria2c --checksum=sha-256=00 -o x.tgz https://a.example/v1/x.tgz; tar xzf x.tgz',
    `${GET}; docker run a.example/cosign verify-blob x.tgz; tar xzf x.tgz`,
    `${GET}; make verify-download; tar xzf x.tgz`,
    `${GET}; make checksum; tar xzf x.tgz`,
    `${GET}; verify_checksum${'x'.repeat(85)}; tar xzf x.tgz`,
    `${GET}; sha256sum x.tgz 2> log; tar xzf x.tgz`,
    'curl -s https://a.example/v1/x.tgz 2> x.tgz | cat; tar xzf x.tgz',
    'curl -s https://a.example/v1/x.gz | gunzip | jq .',
    'curl -s https://a.example/v1/x.gz | zcat > /dev/null',
    'curl -s https://a.example/v1/x.gz | gunzip 2> log | jq .',
    'curl -s https://a.example/v1/x | gzip -9 > x.gz',
    'curl -s https://a.example/v1/x | xz --keep > x.xz',
    'curl -s https://a.example/v1/x | zstd > x-d',
    GET,
    `${GET}; tar czf y.tgz x.tgz`,
    `${GET}; tar tzf x.tgz`,
    `${GET}; tar xzf other.tgz`,
    'curl -fsS https://a.example/health',
    'curl -sX POST -d @x.json https://a.example/api | jq .',
    'curl -s https://a.example/api > out.json; jq . out.json; cp out.json web/',
    'curl -s http://localhost:8080/x.tgz | tar xz',
    'curl -s https://a.example/key.asc | sudo gpg --dearmor -o /usr/share/keyrings/a.gpg',
    'curl -s https://a.example/x | bash',
    'unzip x.zip; bash y.sh',
  ])('leaves %s', async (script) => {
    expect(await partsIn(script)).toEqual([]);
  });

  it.each([
    ...['md5sum -c s', 'b2sum -c s', 'b3sum -c s', 'gsha256sum -c s', 'sha1 x.tgz', 'md5 x.tgz', 'b2 x.tgz'],
    ...['shasum x.tgz', 'rhash -c s', 'certutil -hashfile x.tgz SHA256', 'gpg --decrypt x', 'gpg -d x'],
    ...['gpgv x.sig x.tgz', 'gpgv2 x.sig x.tgz', 'signify -V x', 'minisign -V x', 'cosign verify x'],
    ...['gpg2 --verify x', 'gpg2 --decrypt x', 'gpg2 -d x', 'openssl sha256 x', 'openssl pkeyutl -verify x'],
    ...['openssl cms -verify', 'openssl smime -verify', 'notation verify x', 'rekor verify x', 'rpm -K x'],
    ...['rpm --checksig x', 'git verify-tag v1', 'git verify-commit HEAD', 'verify x', './make-checksum x'],
    ...['has_sha256 x', 'sha512_of x', 'verify_sum x', 'check_sha x', 'check_signature x', 'verify-digest x'],
    ...['verifyHash x', 'check_download x', 'verify_artifact x', 'check-integrity x', 'verify_archive x'],
    ...['verify_tarball x', 'verify_binary x', 'check_gpg x', 'verified_sums x'],
  ])('takes %s for a check', async (check) => {
    expect(await partsIn(`${GET}; ${check}; tar xzf x.tgz`)).toEqual([]);
  });

  it.each([
    ...['xmd5sum x.tgz', 'md5sumx x.tgz', 'shax x.tgz', 'xcertutil x.tgz', 'rhashes x.tgz', 'b4sum x.tgz'],
    ...['xgpgv x', 'gpgvx x', 'gpgv3 x', 'cosigned x', 'gpg --list-keys', 'gpg --verify-files x', 'gpg x-d'],
    ...['gpg2 --edit x', 'openssl req x', 'openssl xdgst x', 'openssl dgsts', 'openssl sha', 'gh release x'],
    ...['gh attestations', 'gh xattestation', 'notation sign x', 'notation verifyx', 'rekor get x'],
    ...['rpm -Kx', 'rpm -q x', 'rpm --checksigs', 'git verify-pack x', 'git verify-tags', 'git xverify-tag'],
    ...['verifying x', 'preverify x', 'sha384 > x', 'check_health x', 'sum_verify x'],
  ])('takes %s for none', async (command) => {
    expect(await partsIn(`${GET}; ${command}; tar xzf x.tgz`)).toHaveLength(1);
  });

  it('looks at each step and each RUN by itself', async () => {
    const checked = `${GET}; sha256sum -c x.sums; tar xzf x.tgz`;
    const unchecked = `${GET}; tar xzf x.tgz`;
    expect(await partsIn(`FROM a\nRUN ${checked}\nRUN ${unchecked}\n`, 'Dockerfile')).toEqual([GET]);
    expect(
      await partsIn(workflowOf(checked) + `      - run: ${unchecked}\n`, '.github/workflows/a.yml'),
    ).toEqual([GET]);
  });

  it('finds what one RUN downloads and another uses, unless any of them checks', async () => {
    const dockerfile = `FROM a\nRUN ${GET}\nRUN apk add tar\nRUN tar xzf x.tgz\n`;
    expect(await partsIn(dockerfile, 'Dockerfile')).toEqual([GET]);
    expect(await partsIn(`${dockerfile}RUN sha256sum -c x.sums\n`, 'Dockerfile')).toEqual([]);
    expect(await partsIn(`FROM a\nRUN ${GET}\n`, 'Dockerfile')).toEqual([]);
  });

  it('finds once what one RUN downloads and uses', async () => {
    expect(await partsIn(`FROM a\nRUN ${GET} && tar xzf x.tgz\n`, 'Dockerfile')).toEqual([GET]);
  });

  it('does not look from one step to another', async () => {
    const workflow = `${workflowOf(GET)}      - run: tar xzf x.tgz\n`;
    expect(await partsIn(workflow, '.github/workflows/a.yml')).toEqual([]);
  });

  it('cannot tell of a workflow that is no YAML', async () => {
    const found = await foundBy(verifiedDownloads, { '.github/workflows/a.yml': 'a: [curl\n' });
    expect(found).toEqual([expect.objectContaining({ cannotTell: true })]);
  });

  it('knows what ADD fetches', async () => {
    const dockerfile = [
      'FROM scratch',
      'ADD https://a.example/x.tgz /x/',
      'ADD --checksum=sha256:00 https://a.example/y.tgz /y/',
      'ADD ["https://a.example/z.tgz", "/z/"]',
      'ADD http://a.example/v.tgz /v/',
      'ADD https://github.com/a/b.git#v1 /b',
      'ADD https://github.com/a/b.git /b',
      'ADD mirror/https://a.example/w.tgz /w/',
      'ADD x.tgz /x/',
      'COPY https /x',
    ].join('\n');
    expect(await partsIn(dockerfile, 'Dockerfile')).toEqual([
      'https://a.example/x.tgz',
      '["https://a.example/z.tgz",',
      'http://a.example/v.tgz',
    ]);
  });

  it('knows PowerShell', async () => {
    const script =
      'Invoke-WebRequest -Uri "https://a.example/x.zip" -OutFile x.zip\nExpand-Archive x.zip -DestinationPath x\n';
    expect(await partsIn(script, 'a.ps1')).toHaveLength(1);
    expect(await partsIn(`${script}Get-FileHash x.zip\n`, 'a.ps1')).toEqual([]);
  });

  it('says what is done with which address, without its password', async () => {
    const [found] = await foundBy(verifiedDownloads, {
      'a.sh': 'curl -s https://me:secret@a.example/x.tgz | tar xz',
    });
    expect(found?.message).toBe(
      'https://a.example/x.tgz is downloaded and unpacked without a check of its digest or signature',
    );
  });

  it('is not mended by its remedy as it stands, but by a digest in it, however its blanks are shown', async () => {
    const [found] = await foundBy(verifiedDownloads, { 'a.sh': `${GET}; tar xzf x.tgz` });
    const remedy = /echo .* -c -/.exec(printable(found?.remedy ?? ''))?.[0] ?? '';
    expect(remedy).toMatch(/"<digest> \*<file>"/);
    expect(await partsIn(`${GET}; ${remedy}; tar xzf x.tgz`)).toHaveLength(1);
    expect(await partsIn(`${GET}; ${remedy.replace('<digest>', '$SHA')}; tar xzf x.tgz`)).toEqual([]);
  });

  it('names the last of several addresses', async () => {
    const found = await foundBy(verifiedDownloads, {
      'a.sh': 'curl -s https://a.example/x https://a.example/y | tar x',
    });
    expect(found.map(({ message }) => message)).toEqual([
      'https://a.example/y is downloaded and unpacked without a check of its digest or signature',
    ]);
  });

  it.each(QUIET_FILES)('finds nothing in %s', async (_, content) => {
    expect(await foundBy(verifiedDownloads, { 'a.sh': content })).toEqual([]);
  });
});

it('takes a moment for as many downloads as patterns', async () => {
  const script = Array.from(
    { length: 12_000 },
    (_, n) => `curl -Lo a${n}.x https://a.example/${n}\nunzip *.b${n}\n`,
  ).join('');
  expect(await processorTime(() => foundBy(verifiedDownloads, { 'run.sh': script }))).toBeLessThan(5000);
});
