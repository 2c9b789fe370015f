import { mkdir, readFile, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { runProgram } from '../../cli/program.ts';
import { sha256Hex } from '../../core/common/bytes.ts';
import { receiptBytes } from '../../core/remembrancer/receipt/index.ts';
import { sampleReceipt } from '../core/remembrancer/memory/sample-entries.ts';
import { memoryTerminal } from './memory-terminal.ts';
import { makeWorkbench, REPOSITORY, type Workbench } from './workbench.ts';

const TEXT = '# Use git\n\n## Decision Outcome\n\nGit, which is **there**.\n';
const PATH = 'docs/adr/use-git.md';

let bench: Workbench;

/** Runs the command in this process; the outcome is that of `--json`. */
async function vaultmesh(...argv: string[]): Promise<{ code: number; outcome: Record<string, unknown> }> {
  const { directory, environment } = bench;
  const terminal = memoryTerminal({ directory, environment });
  const code = await runProgram([...argv, '--json'], terminal);
  return { code, outcome: JSON.parse(terminal.printed.join('')) as Record<string, unknown> };
}

beforeAll(async () => {
  bench = await makeWorkbench();
  const git = (...words: string[]): Promise<string> =>
    bench.git('-C', bench.path('work'), '-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...words);
  await bench.git('clone', '--quiet', bench.remote, bench.path('work'));
  await mkdir(bench.path('work/docs/adr'), { recursive: true });
  await writeFile(bench.path(`work/${PATH}`), TEXT);
  await git('add', '.');
  await git('commit', '--quiet', '--message=decide');
  await git('push', '--quiet', 'origin', 'HEAD:main');
  const commit = (await git('rev-parse', 'HEAD')).trim();
  const receipt = sampleReceipt({ component: 'use-git', id: `decision:${PATH}@${commit}`, commit });
  const subjects = [{ name: 'use-git.md', sha256: sha256Hex(TEXT) }];
  await writeFile(bench.path('0.json'), receiptBytes({ ...receipt, subjects }));
  await writeFile(bench.path('1.json'), receiptBytes(sampleReceipt({ kind: 'release' })));
  await vaultmesh('ledger', 'init', REPOSITORY, '--log-key', 'log.key');
  await vaultmesh('ledger', 'append', REPOSITORY, '0.json', '1.json', '--log-key', 'log.key');
});
afterAll(() => bench.remove());

describe('site', () => {
  const site = (...argv: string[]): ReturnType<typeof vaultmesh> =>
    vaultmesh('site', '--repository', REPOSITORY, ...argv);
  const page = (path: string): Promise<string> => readFile(bench.path(path), 'utf8');

  it('has the text of a decision from the commit that its receipt names', async () => {
    const { code, outcome } = await site('--out', 'site');
    expect(code).toBe(0);
    expect(outcome['message']).toMatch(
      /^Wrote \d+ files \(\d+ KiB\) to site: 2 entries of github\.com\/acme\/my-service, proven against the checkpoint; 1 of 1 decision with the text, the others as their receipts have them\.$/u,
    );
    expect(outcome['result']).toMatchObject({
      size: 2,
      checkpoint: 2,
      decisions: 1,
      decisionTexts: 1,
      removed: 0,
    });
    await expect(page('site/records/0.html')).resolves.toContain('Git, which is <strong>there</strong>.');
  });

  it('shows an earlier size in the folder of a later one, and takes away what that had more', async () => {
    const { outcome } = await site('--out', 'site', '--as-of', '1');
    expect(outcome['result']).toMatchObject({ size: 1, checkpoint: 2, removed: 1 });
    await expect(page('site/index.html')).resolves.toContain('<dd>the first 1 entry</dd>');
    await expect(page('site/records/1.html')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
