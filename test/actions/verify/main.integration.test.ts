import { appendFile, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { append } from '../../../actions/append/src/main.ts';
import { verify, type VerifyInputs } from '../../../actions/verify/src/main.ts';
import {
  emptyLedger,
  generateLogKey,
  memoryStore,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import { draftTrust } from '../../../core/remembrancer/trust/index.ts';
import { memoryRunner, type MemoryRunner } from '../memory-runner.ts';
import { signFiles } from '../sign-files.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

const FILES = ['dist/app.tar.gz', 'dist/notes.txt'];
const inputs: VerifyInputs = { files: FILES, proofs: [], trust: 'trust.json', require: [], at: '' };

let workspace: Workspace;
let runner: MemoryRunner;

/** Two files, recorded and with their proofs beside them, and a trust file that names the log and the key. */
beforeEach(async () => {
  workspace = await makeWorkspace();
  runner = memoryRunner();
  await writeFile(workspace.path('dist/notes.txt'), 'what is new');
  const { signerKey } = generateLogKey('github.com/acme/my-service');
  const store = memoryStore(emptyLedger(parseSignerKey(signerKey)));
  await signFiles(workspace, FILES);
  await append(
    {
      kind: 'release',
      operation: '',
      commit: '',
      files: FILES,
      component: '',
      version: '',
      ledgerBranch: 'ledger',
      tsa: [],
      logKey: signerKey,
      token: 'unused',
      upload: false,
      publish: false,
      context: { what: '', why: '', how: '', value: '' },
      links: '',
      people: '',
    },
    workspace.run,
    memoryRunner(),
    { store, client: { request: () => Promise.reject(new Error('No release is asked for.')) } },
  );
  for (const file of FILES) {
    const proof = `${file}.vmproof`;
    await copyFile(workspace.path(`vaultmesh-proofs/${proof.slice(5)}`), workspace.path(proof));
  }
  const trust = await draftTrust(store, { tsaRoots: [], openpgpFingerprints: [] });
  await writeFile(workspace.path('trust.json'), JSON.stringify(trust));
});

afterEach(() => workspace.remove());

const check = (given: Partial<VerifyInputs> = {}): Promise<void> =>
  verify({ ...inputs, ...given }, workspace.run, runner);
const outcome = (): unknown => JSON.parse(runner.outputs.get('outcome') ?? 'null');

describe('the verify step', () => {
  it('passes files that are what the ledger says, with a table of the layers of each', async () => {
    await check();
    expect(runner.failures).toEqual([]);
    expect(runner.outputs.get('verdict')).toBe('valid');
    expect(outcome()).toMatchObject({
      reason: 'done',
      result: { verdict: 'valid', files: FILES.map((file) => ({ file, verdict: 'valid' })) },
    });
    const [summary] = runner.summaries;
    for (const file of FILES) expect(summary).toContain(`### ${file}: valid`);
    expect(summary).toMatch(/^\| inclusion \| \*\*valid\*\* \|/m);
    expect(summary).toMatch(/^\| sigstore \| \*\*absent\*\* \|/m);
  });

  it('takes proofs from another folder, by the name of the file', async () => {
    for (const file of FILES) await rm(workspace.path(`${file}.vmproof`));
    await check({ proofs: ['vaultmesh-proofs/*.vmproof'] });
    expect(runner.outputs.get('verdict')).toBe('valid');
  });

  it('fails for one file that was changed, and says which', async () => {
    await appendFile(workspace.path(FILES[1]!), '!');
    await check();
    expect(runner.outputs.get('verdict')).toBe('invalid');
    expect(outcome()).toMatchObject({ reason: 'verification-failed' });
    expect(runner.failures.map(([title]) => title)).toEqual(['dist/notes.txt is not verified']);
    expect(runner.summaries[0]).toMatch(/^\| digest \| \*\*invalid\*\* \|/m);
  });

  it('fails when a required layer is not there, and for a proof of another file', async () => {
    await check({ require: ['inclusion', 'openpgp,rfc3161'] });
    expect(runner.outputs.get('verdict')).toBe('incomplete');
    expect(runner.failures).toHaveLength(2);
    await copyFile(workspace.path('dist/app.tar.gz.vmproof'), workspace.path('dist/notes.txt.vmproof'));
    await check({ files: ['dist/notes.txt'] });
    expect(runner.outputs.get('verdict')).toBe('invalid');
  });

  it('judges keys at the moment that is asked for', async () => {
    await check({ at: '2001-01-01T00:00:00Z' });
    expect(runner.outputs.get('verdict')).not.toBe('valid');
  });

  it.each([
    ['no files', { files: [] }, 'usage', 'The input "files" is empty'],
    ['files that are not there', { files: ['none/*'] }, 'not-found', 'No file matches "none/*"'],
    ['no proof', { files: ['trust.json'] }, 'not-found', 'There is no trust.json.vmproof'],
    ['proofs of other files', { proofs: ['dist/notes.txt.vmproof'] }, 'not-found', 'for dist/app.tar.gz'],
    ['no trust', { trust: '' }, 'usage', 'vaultmesh trust init'],
    ['a trust file that is not there', { trust: 'no.json' }, 'not-found', 'the input "trust"'],
    ['two trust files', { trust: 'dist/*.vmproof' }, 'usage', 'more than one file'],
    ['an unknown layer', { require: ['magic'] }, 'usage', '"magic" is no layer'],
    ['no time', { at: 'yesterday' }, 'usage', '"yesterday" is no time'],
  ])('cannot check %s, and gives no verdict', async (_name, given, code, message) => {
    await expect(check(given)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    expect(runner.outputs.get('verdict')).toBeUndefined();
  });

  it('does not choose between two proofs of one name', async () => {
    await mkdir(workspace.path('more'));
    await copyFile(workspace.path('dist/notes.txt.vmproof'), workspace.path('more/notes.txt.vmproof'));
    await expect(check({ files: [FILES[1]!], proofs: ['*/*.vmproof'] })).rejects.toMatchObject({
      code: 'usage',
    });
  });
});
