import { realpath } from 'node:fs/promises';
import { relative, resolve } from 'node:path';

import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { subjectOfFile } from '../../core/remembrancer/evidence/index.ts';
import type { ReleaseAsset } from '../../core/remembrancer/release/index.ts';
import { quoted } from '../quoted.ts';
import { readProof } from '../read-proof.ts';
import { readTrustFile } from '../read-trust-file.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { trustFilePath } from '../trust-option.ts';
import { writeAssets } from '../write-assets.ts';
import { checkCommands } from './check-commands.ts';
import { checkScript } from './check-script.ts';
import { exportedFiles } from './exported-files.ts';
import { notChecked, type NotChecked } from './not-checked.ts';

export interface ExportOptions {
  readonly json?: true;
  readonly proof?: string;
  readonly trust?: string;
  readonly out?: string;
}

/** Writes what a proof holds as the files that gpg, openssl, cosign and log clients read, and says how each is checked. */
export async function exportProof(
  terminal: Terminal,
  file: string,
  options: ExportOptions,
): Promise<CommandReport> {
  const { out = `${file}.evidence` } = options;
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
  const lines = await writeAssets(terminal, out, written, [artifact]);
  // From the folder itself, since a path up from a link to it leads elsewhere; whoever gets both can run the checks.
  const folder = await realpath(resolve(terminal.directory, out));
  const checks = await checkCommands(`./${relative(folder, artifact)}`, proof, trust, files);
  const unchecked = notChecked(checks, files, trust);
  return {
    outcome: succeeded(
      `${counted(written.length, 'file')} in ${out}; ${counted(checks.length, 'check')} for a POSIX shell above. They are by the trust file ${trustFile}. None of them was run.${inWords(unchecked)}`,
      {
        directory: out,
        trustFile,
        files: written.map(({ name }) => name),
        checks,
        notChecked: unchecked,
      },
    ),
    lines: [
      ...lines,
      '',
      '# The folder of the files. It can be moved, if the artifact is moved with it.',
      `cd ${quoted(folder)}`,
      ...checkScript(checks, unchecked),
      '',
    ],
  };
}

/** Which layers have no check, and whether `verify` would ask for one of them. */
function inWords(unchecked: readonly NotChecked[]): string {
  if (unchecked.length === 0) return '';
  const required = unchecked.filter(({ isRequired }) => isRequired).map(({ layer }) => layer);
  const lacks =
    required.length === 0
      ? ''
      : `, of which ${required.join(' or ')} is required, so the block does not end with 0`;
  return ` Not checked: ${unchecked.map(({ layer }) => layer).join(', ')}${lacks}.`;
}
