import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import type { Terminal } from '../terminal.ts';
import type { LegacyVerb } from './legacy-verb.ts';
import { takeOption } from './take-option.ts';

/** The artifact was named by `--evidence`, and its digest, which was believed, by `--sha256`: now it is held against the file. */
export const RECORD_DEPLOY: LegacyVerb = {
  old: 'record deploy --sha256 HEX --evidence FILE',
  now: 'record deploy FILE',
  translate: async (argv, terminal) => {
    if (argv[0] !== 'record' || argv[1] !== 'deploy') return undefined;
    const digest = takeOption(argv.slice(2), '--sha256');
    const evidence = takeOption(digest.rest, '--evidence');
    if (digest.value === undefined && evidence.value === undefined) return undefined;
    if (evidence.value === undefined) throw fileIsMissing(digest.value);
    if (digest.value !== undefined) await holdAgainst(digest.value, evidence.value, terminal);
    return ['record', 'deploy', evidence.value, ...evidence.rest];
  },
};

const fileIsMissing = (sha256 = ''): VaultMeshError =>
  new VaultMeshError(
    'usage',
    `--sha256 goes with --evidence FILE; for what is known by its digest alone give --image NAME@sha256:${sha256}.`,
  );

async function holdAgainst(sha256: string, file: string, terminal: Terminal): Promise<void> {
  const { subjectOfFile } = await import('../../core/remembrancer/evidence/index.ts');
  const subject = await subjectOfFile(resolve(terminal.directory, file));
  if (subject.sha256 === sha256.toLowerCase()) return;
  throw new VaultMeshError(
    'verification-failed',
    `${file} has the SHA-256 ${subject.sha256}, not ${sha256}; nothing was recorded.`,
  );
}
