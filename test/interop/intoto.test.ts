import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';

import { provenanceStatement } from '../../core/remembrancer/evidence/sigstore/provenance-statement.ts';
import { RUN } from '../core/remembrancer/evidence/sigstore/workflow-run.ts';
import { buildChecker } from './build-checker.ts';

// The Go toolchain takes longer when the machine is busy.
jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'vaultmesh-intoto-'));
let checker: string;

beforeAll(() => {
  checker = buildChecker(folder, 'intoto');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SUBJECTS = [
  { name: 'app.tar.gz', sha256: '1'.repeat(64), sha512: '2'.repeat(128), size: 1 },
  { name: 'image', sha256: '3'.repeat(64) },
];
const CLAIMS = {
  job_workflow_ref: RUN.workflowRef,
  repository_id: '456',
  repository_owner_id: '123',
  runner_environment: 'github-hosted',
};

/** What the library of in-toto says about a statement: nothing when it is as its definitions ask. */
function objection(statement: object): string {
  const { status, stderr } = spawnSync(checker, { input: JSON.stringify(statement), encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}

it.each([
  ['with the claims of a token', CLAIMS],
  ['without', {}],
])('our statement %s is one by the definitions of in-toto and SLSA', (_, claims) => {
  expect(objection(provenanceStatement(SUBJECTS, RUN, claims))).toBe('');
});

it('those definitions refuse a member that they do not know, and miss one that they need', () => {
  const statement = provenanceStatement(SUBJECTS, RUN, CLAIMS);
  const predicate = statement.predicate as { readonly buildDefinition: object; readonly runDetails: object };
  const changed = (changes: object) => objection({ ...statement, predicate: { ...predicate, ...changes } });
  expect(changed({ builtBy: 'me' })).toContain('unknown field "builtBy"');
  expect(changed({ runDetails: { ...predicate.runDetails, builder: {} } })).toContain('builder required');
  expect(changed({ buildDefinition: { ...predicate.buildDefinition, buildType: '' } })).toContain(
    'buildType required',
  );
  expect(objection({ ...statement, subject: [{ name: 'app' }] })).toContain('digest');
  expect(objection({ ...statement, subjects: [] })).toContain('unknown field "subjects"');
});
