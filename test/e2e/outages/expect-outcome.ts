import { expect } from '@jest/globals';

import type { Fault } from '../../../sandbox/services/index.ts';
import type { RunRecord } from '../../../sandbox/runner/index.ts';
import { type BreakableService, layerOf, OUTAGES, piecesOf } from './outages.ts';
import type { ReleaseRepository, Standing } from './release-repository.ts';

const BASE = ['app.tar.gz', 'app.tar.gz.asc', 'app.tar.gz.vmproof'];
const EVIDENCE = { sigstore: ['app.tar.gz.sigstore.json'], rfc3161: ['app.tar.gz.tsr', 'app.tar.gz.2.tsr'] };
const WHOLE = [...BASE, ...EVIDENCE.sigstore, ...EVIDENCE.rfc3161].sort();

export const textOf = ({ message = '', jobs }: RunRecord): string =>
  [message, ...jobs.flatMap(({ log, summary, outputs }) => [log, summary, JSON.stringify(outputs)])].join(
    '\n',
  );

const annotations = (run: RunRecord, level: string): string[] =>
  run.jobs.flatMap((job) =>
    job.annotations
      .filter((each) => each.level === level)
      .map(({ properties, message }) => `${properties['title'] ?? ''}: ${message}`),
  );

/** The run printed no secret, and nothing that would have to be masked. */
function expectNoSecret(run: RunRecord, { secretLines }: ReleaseRepository): void {
  const text = textOf(run);
  expect(secretLines.filter((line) => text.includes(line))).toEqual([]);
  expect(text.split('\n').filter((line) => line.includes('***'))).toEqual([]);
}

const filesOf = ({ releases }: Standing): string[][] =>
  releases.map(({ assets }) => Object.keys(assets).sort());

/** One release with every file, one record, every layer valid. `entries` counts the record and what came later for it. */
export async function expectWhole(repository: ReleaseRepository, entries: number): Promise<void> {
  await expectFiles(repository, entries);
  expect(await repository.verify()).toEqual(ALL_VALID);
}

/** As `expectWhole`, but for the token over the checkpoint; a warning of the run says so. */
export async function expectUndated(run: RunRecord, repository: ReleaseRepository): Promise<void> {
  expectSuccess(run, repository);
  expect(annotations(run, 'warning')).toEqual([
    expect.stringContaining('The checkpoint is not time-stamped: '),
  ]);
  await expectFiles(repository, 1);
  const undated = { ...ALL_VALID, 'checkpoint-time': 'absent', verdict: 'incomplete' };
  expect(await repository.verify()).toEqual(undated);
}

const ALL_VALID = {
  digest: 'valid',
  openpgp: 'valid',
  sigstore: 'valid',
  rfc3161: 'valid',
  receipt: 'valid',
  inclusion: 'valid',
  'checkpoint-time': 'valid',
  witness: 'absent',
  verdict: 'valid',
};

async function expectFiles(repository: ReleaseRepository, entries: number): Promise<void> {
  const standing = await repository.standing();
  expect([standing.size, filesOf(standing)]).toEqual([entries, [WHOLE]]);
  expect(standing.releases[0]?.draft).toBe(false);
}

export function expectSuccess(run: RunRecord, repository: ReleaseRepository): void {
  expect({ conclusion: run.conclusion, log: run.conclusion === 'success' ? '' : textOf(run) }).toEqual({
    conclusion: 'success',
    log: '',
  });
  expectNoSecret(run, repository);
}

/** Published with what there is; a warning for each piece that is missing, which says why and what gets it. */
export async function expectDeferred(
  run: RunRecord,
  repository: ReleaseRepository,
  service: BreakableService,
  fault: Fault,
): Promise<void> {
  expectSuccess(run, repository);
  const [, words] = OUTAGES[service][fault];
  const layer = layerOf(service);
  const warnings = annotations(run, 'warning');
  const missing = warnings.filter((text) => text.startsWith(`Recorded without ${layer}: `));
  expect(missing).toHaveLength(piecesOf(service));
  for (const text of missing) {
    expect(text).toContain(words);
    expect(text).toContain('The Action "backfill", or "vaultmesh backfill", gets it later.');
  }
  const undated = warnings.filter((text) => text.startsWith('The checkpoint is not time-stamped: '));
  expect(undated).toHaveLength(service === 'both TSAs' ? 1 : 0);
  expect(warnings).toHaveLength(missing.length + undated.length);

  const standing = await repository.standing();
  const had = EVIDENCE[layer].slice(0, EVIDENCE[layer].length - piecesOf(service));
  const others = layer === 'sigstore' ? EVIDENCE.rfc3161 : EVIDENCE.sigstore;
  expect([standing.size, filesOf(standing)]).toEqual([1, [[...BASE, ...had, ...others].sort()]]);
  const verdicts = await repository.verify();
  // The first authority alone leaves the layer with the token of the second.
  expect(verdicts[layer]).toBe(service === 'tsa' ? 'valid' : 'absent');
  expect(verdicts['verdict']).toBe(service === 'tsa' ? 'valid' : 'incomplete');
}

/** Failed with an error that says why, and nothing in the repository is another than before. */
export async function expectStopped(
  run: RunRecord,
  repository: ReleaseRepository,
  before: Standing,
  ...words: readonly string[]
): Promise<void> {
  expect(run.conclusion).toBe('failure');
  expectNoSecret(run, repository);
  const errors = annotations(run, 'error').join('\n');
  for (const each of words) expect(errors).toContain(each);
  expect(await repository.standing()).toEqual(before);
}

/** As `expectStopped`, of a record that must not do without evidence. */
export async function expectRefused(
  run: RunRecord,
  repository: ReleaseRepository,
  before: Standing,
  service: BreakableService,
  fault: Fault,
): Promise<void> {
  const [, words] = OUTAGES[service][fault];
  await expectStopped(run, repository, before, words, 'Nothing is recorded, because on-missing is "fail"');
}
