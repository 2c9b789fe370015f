import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';

import { utf8 } from '../../core/common/bytes.ts';
import { sampleReceipt } from './sample-receipt.ts';
import { makeWorkbench, REPOSITORY, type CommandResult, type Workbench } from './workbench.ts';

const evidence = [{ layer: 'openpgp', n: 1, content: utf8('a signature') }] as const;
let bench: Workbench;

const append = (...argv: string[]): Promise<CommandResult> =>
  bench.vaultmesh(['ledger', 'append', REPOSITORY, '--log-key', 'log.key', ...argv]);

beforeAll(async () => {
  bench = await makeWorkbench();
  expect((await bench.vaultmesh(['ledger', 'init', REPOSITORY, '--log-key', 'log.key'])).code).toBe(0);
  for (let i = 0; i < 3; i += 1) await writeFile(bench.path(`${i}.json`), sampleReceipt(`incident:${i}`));
  await mkdir(bench.path('record'));
  await writeFile(bench.path('record/receipt.json'), sampleReceipt('incident:folder', evidence));
  await writeFile(bench.path('record/openpgp-1.asc'), 'a signature');
});

afterAll(() => bench.remove());

describe('ledger append', () => {
  it('appends receipts and folders under one checkpoint, in two commits', async () => {
    const { code, stdout } = await append('0.json', '1.json', 'record', '--out', 'proofs');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        '0  incident:0       added',
        '1  incident:1       added',
        '2  incident:folder  added',
        '3 of 3 records were added to github.com/acme/my-service, which has 3 entries.',
        '',
      ].join('\n'),
    });
    expect(await bench.git('-C', bench.remote, 'rev-list', '--count', 'ledger')).toBe('3\n');
    expect(await bench.git('-C', bench.remote, 'show', 'ledger:evidence/000/2/openpgp-1.asc')).toBe(
      'a signature',
    );
    expect(await readFile(bench.path('proofs/entry-2.tlog-proof'), 'utf8')).toContain('index 2\n');
  });

  it('adds only what is not there yet', async () => {
    const { code, stdout } = await append('0.json', '2.json', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      reason: 'done',
      result: {
        records: [
          { operation: 'incident:0', index: 0, alreadyRecorded: true },
          { operation: 'incident:2', index: 3, alreadyRecorded: false },
        ],
      },
    });
    expect(JSON.parse((await append('2.json', '--json')).stdout)).toMatchObject({ reason: 'already-done' });
  });

  it('says so when another receipt of the operation is there, and appends the rest', async () => {
    const other = new TextDecoder()
      .decode(sampleReceipt('incident:0'))
      .replace('"version":"', '"version":"other-');
    await writeFile(bench.path('other.json'), other);
    await writeFile(bench.path('rest.json'), sampleReceipt('incident:rest'));
    const { code, stderr } = await append('other.json', 'rest.json');
    expect({ code, stderr }).toEqual({
      code: 7,
      stderr: expect.stringContaining('incident:0 (entry 0)'),
    });
    expect((await append('0.json', 'rest.json')).code).toBe(0);
    expect(JSON.parse((await append('rest.json', '--json')).stdout)).toMatchObject({
      reason: 'already-done',
    });
  });

  it('names the file and the rule of what it refuses, and changes nothing', async () => {
    const head = await bench.git('-C', bench.remote, 'rev-parse', 'ledger');
    const receipt = new TextDecoder().decode(sampleReceipt('incident:bad'));
    const refused: [string, string | undefined, number, string][] = [
      [
        'pretty.json',
        JSON.stringify(JSON.parse(receipt), null, 2),
        2,
        'pretty.json is not a receipt: it is not in canonical form (RFC 8785)',
      ],
      [
        'newline.json',
        `${receipt}\n`,
        2,
        'newline.json is not a receipt: it is not in canonical form (RFC 8785)',
      ],
      [
        'twice.json',
        receipt.replace('{', '{"component":"x",'),
        2,
        'twice.json is not a receipt: it is not in canonical form (RFC 8785)',
      ],
      ['more.json', receipt.replace('"v":1', '"v":1,"x":1'), 2, 'more.json is not a receipt'],
      ['text.json', 'hello', 2, 'text.json is not a receipt: it is not JSON in UTF-8'],
      [
        'long.json',
        new TextDecoder().decode(sampleReceipt('incident:bad')).replace('incident:bad', 'x'.repeat(70_000)),
        2,
        'long.json is not a receipt: /id',
      ],
      ['none.json', undefined, 3, 'none.json cannot be read'],
      ['record/stray.asc', 'x', 2, 'record/stray.asc is not named by the receipt beside it'],
    ];
    for (const [file, content, expected, text] of refused) {
      if (content !== undefined) await writeFile(bench.path(file), content);
      const { code, stderr } = await append(file.startsWith('record/') ? 'record' : file);
      expect({ code, stderr }).toEqual({ code: expected, stderr: expect.stringContaining(text) });
    }
    expect((await append('1.json', '1.json')).stderr).toContain('incident:1 is to be appended twice at once');
    expect(await bench.git('-C', bench.remote, 'rev-parse', 'ledger')).toBe(head);
  });

  it('says how a receipt becomes canonical that a person has formatted', async () => {
    const receipt = JSON.parse(new TextDecoder().decode(sampleReceipt('incident:formatted'))) as object;
    await writeFile(bench.path('formatted.json'), `${JSON.stringify(receipt, undefined, 2)}\n`);
    const { code, stderr } = await append('formatted.json');
    expect(code).toBe(2);
    const [, program = ''] = /"(jq [^"]+)" prints that\.$/m.exec(stderr) ?? [];
    const [jq = '', ...argv] = program.split(' ');
    await writeFile(bench.path('canonical.json'), execFileSync(jq, argv, { cwd: bench.directory }));
    expect((await append('canonical.json')).code).toBe(0);
  });
});
