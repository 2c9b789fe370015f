import { resolve } from 'node:path';

import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { subjectOfFile } from '../../core/remembrancer/evidence/index.ts';
import type { ReleaseAsset } from '../../core/remembrancer/release/index.ts';
import { readProof } from '../read-proof.ts';
import { readTrustFile } from '../read-trust-file.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { trustFilePath } from '../trust-option.ts';
import { writeAssets } from '../write-assets.ts';
import { checkCommands, checkScript, quoted } from './check-commands.ts';
import { exportedFiles } from './exported-files.ts';

export interface ExportOptions {
  readonly json?: true;
  readonly proof?: string;
  readonly trust?: string;
  readonly out: string;
}

/** Writes what a proof holds as the files that gpg, openssl, cosign and log clients read, and says how each is checked. */
export async function exportProof(
  terminal: Terminal,
  file: string,
  options: ExportOptions,
): Promise<CommandReport> {
  const artifact = resolve(terminal.directory, file);
  const { sha256 } = await subjectOfFile(artifact);
  const proof = await readProof(terminal, options.proof ?? `${file}.vmproof`);
  const trustFile = await trustFilePath(terminal, options.trust);
  const trust = await readTrustFile(terminal, trustFile);
  if (proof.subject.sha256 !== sha256) {
    throw new VaultMeshError(
      'verification-failed',
      `${file} has the SHA-256 ${sha256}, and the proof is for ${proof.subject.name}, ${proof.subject.sha256}.`,
    );
  }
  const files = exportedFiles(proof, trust);
  const assets: readonly (ReleaseAsset | readonly ReleaseAsset[] | undefined)[] = Object.values(files);
  const written = assets.flatMap((each) => each ?? []).filter(({ content }) => content.length > 1);
  const lines = await writeAssets(terminal, options.out, written, [artifact]);
  const checks = await checkCommands(artifact, proof, trust, files);
  return {
    outcome: succeeded(
      `${counted(written.length, 'file')} in ${options.out}; ${counted(checks.length, 'check')} for a POSIX shell above. They are by the trust file ${trustFile}. None was made.`,
      { directory: options.out, trustFile, files: written.map(({ name }) => name), checks },
    ),
    lines: [
      ...lines,
      '',
      `cd ${quoted(resolve(terminal.directory, options.out))}`,
      ...checkScript(checks),
      '',
    ],
  };
}
