import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import {
  openNote,
  parseCheckpoint,
  parsePolicy,
  parseTlogProof,
  type NoteVerifier,
} from '../../core/remembrancer/ledger/index.ts';
import { makeProof, refreshProof, type Proof } from '../../core/remembrancer/proof/index.ts';
import type { TrustFile } from '../../core/remembrancer/trust/index.ts';
import { readProof } from '../read-proof.ts';
import { readTrustFile } from '../read-trust-file.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { trustFilePath } from '../trust-option.ts';
import { withGitStore } from '../with-git-store.ts';
import { writeOutput } from '../write-output.ts';

export interface RefreshOptions {
  readonly json?: true;
  readonly branch: string;
  readonly trust?: string;
  readonly out?: string;
}

/** Brings a proof up to the present checkpoint of its ledger, which it reads by git, and writes it. */
export async function refreshProofFile(
  terminal: Terminal,
  file: string,
  repository: string,
  options: RefreshOptions,
): Promise<CommandReport> {
  const trustFile = await trustFilePath(terminal, options.trust);
  const trust = await readTrustFile(terminal, trustFile);
  const proof = await readProof(terminal, file);
  const logs = logsOf(proof, trust, file);
  const address = repositoryAddress(repository, terminal);
  const refreshed = await withGitStore(terminal, address, options.branch, (store) =>
    refreshProof(proof, store, { logs, trust: trust.rfc3161, clock: terminal.clock }),
  );
  const out = options.out ?? file;
  await writeOutput(terminal, { path: out, option: '--out' }, makeProof(refreshed));
  const { checkpoint } = parseTlogProof(refreshed.tlogProof);
  const { origin, size } = parseCheckpoint(openNote(checkpoint, logs).text);
  const lateEvidence = refreshed.later?.length ?? 0;
  const checkpointTimestamps = refreshed.checkpointTimestamps?.length ?? 0;
  return {
    outcome: succeeded(
      `${out} is a proof at the checkpoint of ${origin} for ${counted(size, 'entry', 'entries')}.`,
      { proof: out, trustFile, origin, size, checkpointTimestamps, lateEvidence },
    ),
    lines: [
      ...(lateEvidence > 0
        ? [`It has the evidence of ${counted(lateEvidence, 'entry', 'entries')} that came later.`]
        : []),
      ...(checkpointTimestamps > 0
        ? [`It has ${counted(checkpointTimestamps, 'time-stamp')} over a checkpoint.`]
        : []),
    ],
  };
}

/** The keys in the trust file of the log whose checkpoint the proof carries. Throws `verification-failed` for a stranger's. */
function logsOf(proof: Proof, trust: TrustFile, file: string): NoteVerifier[] {
  const { checkpoint } = parseTlogProof(proof.tlogProof);
  const logs = parsePolicy(trust.policy).logs.filter(({ name }) => checkpoint.startsWith(`${name}\n`));
  if (logs.length > 0) return logs;
  throw new VaultMeshError('verification-failed', `${file} is a proof of no log that the trust file names.`);
}
