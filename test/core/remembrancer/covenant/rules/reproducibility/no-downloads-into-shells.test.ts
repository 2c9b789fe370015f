import { describe, expect, it } from '@jest/globals';

import { contextWith } from '../../context-with.ts';
import { fileOf } from '../../file-of.ts';
import { noDownloadsIntoShells } from '../../../../../../core/remembrancer/covenant/rules/reproducibility/no-downloads-into-shells.ts';
import { checkRule } from '../proof-chain/check-rule.ts';
import { foundBy, partsFoundBy, QUIET_FILES, workflowOf } from './script-rules.ts';

const partsIn = (script: string, path?: string) => partsFoundBy(noDownloadsIntoShells, script, path);

describe('VM-II-07', () => {
  it.each([
    'curl https://a.example/x | sh',
    'curl -fsSL https://a.example/x | sudo -E bash -',
    'curl -fsSL "$URL" | bash -s -- --yes "$(nproc)"',
    'wget -qO- https://a.example/x | env A=1 bash -eux -o pipefail',
    'curl https://a.example/x | tee install.sh | sh',
    'curl https://a.example/x | gunzip | sed "s/a/b/" | sudo dash',
    'curl https://a.example/x |\n  # now\n  python3 -',
    'curl https://a.example/x | php -- --quiet',
    'curl https://a.example/x | node',
    'curl https://a.example/x | perl - --self',
    '(curl https://a.example/x || wget -O- https://b.example/x) | sh',
    'bash <(curl -s https://a.example/x) --yes',
    'source <(curl -s https://a.example/x)',
    '. <(wget -qO- https://a.example/x | tac)',
    'sh -c "$(curl -fsSL https://a.example/x)" "" --unattended',
    'sudo bash -lc "$(curl -fsSL https://a.example/x)"',
    'eval "$(curl -fsSL https://a.example/x)"',
    'eval `curl -fsSL https://a.example/x`',
    'python3 -c "$(curl -fsSL https://a.example/x)"',
    'bash <<< "$(curl -fsSL https://a.example/x)"',
    'bash <<< "$(date)" < <(curl -fsSL https://a.example/x)',
    `su me -c 'curl https://a.example/x | sh'`,
    `ssh host 'true'; bash -c 'curl https://a.example/x | sh'`,
    'if ! command -v x; then curl https://a.example/x | sh; fi',
  ])('finds %s', async (script) => {
    expect(await partsIn(script)).toHaveLength(1);
  });

  it.each([
    'curl https://a.example/x | tar -xz',
    'curl https://a.example/x | python3 -m json.tool',
    `curl https://a.example/x | python3 -c 'import sys'`,
    `curl https://a.example/x | node -e '1'`,
    `curl https://a.example/x | perl -ne 'print'`,
    `curl https://a.example/x | ruby -rjson -e 'puts 1'`,
    'curl https://a.example/x | bash check.sh',
    'curl https://a.example/x | sh -c "cat > y"',
    'curl https://a.example/x | while read -r l; do echo "$l"; done',
    'curl -o x.sh https://a.example/x; sh x.sh',
    'bash deploy.sh "$(curl https://a.example/x)"',
    'eval "$(ssh-agent)"; curl https://a.example/x',
    'eval "x=$(curl https://a.example/x)"',
    'source <(kubectl completion bash)',
    'X=$(curl https://a.example/x); echo "$X"',
    'curl http://localhost:8080/x | sh',
    'echo "curl https://a.example/x | sh"',
    'cat <<EOF\ncurl https://a.example/x | sh\nEOF',
    '# curl https://a.example/x | sh',
    'case $a in curl|sh) echo;; esac',
    'curl https://a.example/x || bash',
    'sh --version | curl -d @- https://a.example/x',
  ])('leaves %s', async (script) => {
    expect(await partsIn(script)).toEqual([]);
  });

  it.each([
    ['.github/workflows/a.yml', workflowOf('curl https://a.example/x | sh')],
    [
      'action.yml',
      'runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: curl https://a.example/x | sh\n',
    ],
    ['Dockerfile', 'FROM scratch\nRUN set -e; \\\n  curl https://a.example/x | sh\n'],
    ['Dockerfile', 'FROM scratch\nRUN ["sh", "-c", "curl https://a.example/x | sh"]\n'],
    ['Dockerfile', 'FROM scratch\nRUN <<EOF\ncurl https://a.example/x | sh\nEOF\n'],
    ['Makefile', 'a:\n\t@curl https://a.example/$(V) | sh\n'],
    ['justfile', 'a:\n  curl https://a.example/{{v}} | sh\n'],
    ['package.json', '{"scripts": {"postinstall": "curl https://a.example/x | sh"}}'],
    ['bin/setup', '#!/bin/sh\ncurl https://a.example/x | sh\n'],
    ['a.ps1', 'irm https://a.example/x | iex\r\n'],
    ['a.ps1', 'iex ((New-Object Net.WebClient).DownloadString("https://a.example/x"))'],
    ['a.ps1', '& ([scriptblock]::Create((Invoke-RestMethod https://a.example/x)))'],
    ['a.sh', 'powershell -c "irm https://a.example/x | iex"'],
  ])('looks into %s', async (path, text) => {
    expect(await partsIn(text, path)).toHaveLength(1);
  });

  it('leaves comments of PowerShell', async () => {
    const script = '<#\nirm https://a.example/x | iex\n#>\n# irm https://a.example/y | iex\n';
    expect(await partsIn(script, 'a.ps1')).toEqual([]);
    expect(await partsIn(`${script}<# #> irm https://a.example/z | iex\n`, 'a.ps1')).toEqual([
      'irm https://a.example/z | iex',
    ]);
    expect(await partsIn('irm https://a.example/z | iex <#\n#>\n', 'a.ps1')).toHaveLength(1);
    expect(await partsIn('<#\nnever closed\nirm https://a.example/z | iex\n', 'a.ps1')).toEqual([]);
  });

  it('sees what another PowerShell is given in quotes, and no comment in it', async () => {
    for (const line of ['pwsh -c "irm https://a.example/x | iex"', "pwsh -c 'irm https://a.example/x | iex'"])
      expect(await partsIn(`${line}\n`, 'a.ps1')).toEqual([line]);
  });

  it.each([
    `Write-Host "<#"`,
    `Write-Host '<#'`,
    '# see <#here',
    `Write-Host "it's"; Write-Host '<#'`,
    `Write-Host it\`'s\nWrite-Host '<#'`,
    `Write-Host "<# 'a' #>" '<#'`,
  ])('sees no comment of PowerShell begin in %s', async (line) => {
    expect(await partsIn(`${line}\nirm https://a.example/x | iex\n`, 'a.ps1')).toEqual([
      'irm https://a.example/x | iex',
    ]);
  });

  it('points at the lines of PowerShell, without the blanks about them', async () => {
    const script =
      '# é😀\r\n<# a\r\n#>\r\n  irm https://a.example/x | iex \r\n\r\n\tiwr https://a.example/y | iex\r\n';
    expect(await partsIn(script, 'a.ps1')).toEqual([
      'irm https://a.example/x | iex',
      'iwr https://a.example/y | iex',
    ]);
  });

  it('leaves lines of PowerShell that only download or only run', async () => {
    expect(await partsIn('irm https://a.example/x -OutFile x.ps1\niex $script\n', 'a.ps1')).toEqual([]);
  });

  it('points at the pipeline, behind letters of several bytes and with CR LF', async () => {
    const text = '# é😀\r\necho 😀; curl https://a.example/x |\r\n  sudo sh\r\n';
    expect(await partsIn(text)).toEqual(['curl https://a.example/x |\r\n  sudo sh']);
  });

  it('says what runs what', async () => {
    const [found] = await foundBy(noDownloadsIntoShells, { 'a.sh': 'curl https://a.example/x | sudo bash' });
    expect(found?.message).toBe('What curl downloads is run by bash as it comes');
    const [inPowerShell] = await foundBy(noDownloadsIntoShells, { 'a.ps1': 'irm https://a.example/x | iex' });
    expect(inPowerShell?.message).toBe('What irm downloads is run by Invoke-Expression as it comes');
  });

  it('cannot tell of a workflow that is no YAML', async () => {
    const found = await foundBy(noDownloadsIntoShells, { '.github/workflows/a.yml': 'a: [curl\n' });
    expect(found).toEqual([expect.objectContaining({ cannotTell: true })]);
  });

  it.each(QUIET_FILES)('finds nothing in %s', async (_, content) => {
    expect(await foundBy(noDownloadsIntoShells, { 'a.sh': content })).toEqual([]);
  });
});

describe('a workflow that writes it with escapes', () => {
  it.each(['"c\\x75rl https://a.example/i | sh"', '"cu\\\n        rl https://a.example/i | sh"'])(
    'is not passed over: %j',
    (script) => {
      const text = `jobs:\n  a:\n    steps:\n      - run: ${script}\n`;
      expect(noDownloadsIntoShells.mayBreak?.test(text)).toBe(true);
      expect(
        noDownloadsIntoShells.check(fileOf('.github/workflows/a.yml', text), contextWith({})),
      ).toHaveLength(1);
    },
  );
});

it('cannot be told of a script of more than 1 MiB, and large data without an extension is no script', async () => {
  const large = `${'#'.repeat(1 << 20)}\ncurl https://a.example/x | sh\n`;
  const { findings } = await checkRule(noDownloadsIntoShells, {
    'run.sh': large,
    Makefile: large,
    data: large,
    'large.json': large,
  });
  expect(findings.map(({ path, cannotTell }) => [path, cannotTell])).toEqual([
    ['Makefile', true],
    ['run.sh', true],
  ]);
});
