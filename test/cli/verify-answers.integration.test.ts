import { writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { makeProof } from '../../core/remembrancer/proof/index.ts';
import { recordedRelease } from '../core/remembrancer/verify/recorded-release.ts';
import { makeWorkbench, type CommandResult, type Workbench } from './workbench.ts';

let bench: Workbench;
let text: string;

/** A release that is signed and in the ledger, and was never time-stamped, logged elsewhere or witnessed. */
beforeAll(async () => {
  bench = await makeWorkbench();
  const { proof, trust } = await recordedRelease('the artifact');
  text = makeProof(proof);
  await writeFile(bench.path('app.tar.gz'), 'the artifact');
  await writeFile(bench.path('app.tar.gz.vmproof'), text);
  await writeFile(bench.path('unsigned.vmproof'), makeProof({ ...proof, evidence: [] }));
  await writeFile(bench.path('trust.json'), JSON.stringify(trust));
});

afterAll(() => bench.remove());

const verify = (...options: string[]): Promise<CommandResult> =>
  bench.vaultmesh(['verify', 'app.tar.gz', '--trust', 'trust.json', ...options]);

describe('an artifact that lacks what is required', () => {
  it('is verified without it', async () => {
    expect(await verify()).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    ['sigstore', []],
    ['rfc3161', []],
    ['checkpoint-time', []],
    ['witness', []],
    ['openpgp', ['--proof', 'unsigned.vmproof']],
  ] as const)('is never called verified: %s, exit code 6', async (layer, options) => {
    const { code, stdout, stderr } = await verify('--require', `digest,${layer}`, ...options);
    expect(code).toBe(6);
    expect(stderr).toContain('cannot be told to be good');
    expect(stdout + stderr).not.toContain('is what the ledger says');
  });
});

describe('a proof that was made to do harm', () => {
  it.each<[string, () => Uint8Array | string]>([
    ['no JSON', () => 'proof'],
    ['arrays in arrays', () => '['.repeat(1_000_000)],
    ['bytes that are not UTF-8', () => Uint8Array.of(0xff, 0xfe, 0x00, 0x80)],
    ['ten million zeros', () => new Uint8Array(10_000_000)],
    ['a prototype', () => text.replace('{"evidence"', '{"__proto__":{},"evidence"')],
    ['a receipt of ten million bytes', () => text.replace('"receipt":"', `"receipt":"${'A'.repeat(1e7)}`)],
  ])('gets exit code 5 and one sentence: %s', async (_, make) => {
    await writeFile(bench.path('harm.vmproof'), make());
    const { code, stderr } = await verify('--proof', 'harm.vmproof');
    expect(code).toBe(5);
    expect(stderr).not.toMatch(/^\s+at /mu);
    expect(stderr.length).toBeLessThan(2000);
  });
});
