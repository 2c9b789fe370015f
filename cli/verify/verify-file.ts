import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import { parseMoment } from '../../core/common/parse-moment.ts';
import { printable } from '../../core/common/printable.ts';
import { artifactsOfFiles, type LayerVerdict } from '../../core/remembrancer/evidence/index.ts';
import { explain, outcomeOfVerdict, verifyArtifact } from '../../core/remembrancer/verify/index.ts';
import { parseLayers } from '../../core/remembrancer/verify/parse-layers.ts';
import { readProof } from '../read-proof.ts';
import { readTrustFile } from '../read-trust-file.ts';
import type { CommandReport } from '../run-command.ts';
import type { Style, Terminal } from '../terminal.ts';
import { trustFilePath } from '../trust-option.ts';

export interface VerifyOptions {
  readonly json?: true;
  readonly proof?: string;
  readonly trust?: string;
  readonly require?: string;
  readonly at?: string;
  readonly explain?: true;
}

/** Checks a file against its proof and a trust file. Nothing is fetched. */
export async function verifyFile(
  terminal: Terminal,
  file: string,
  options: VerifyOptions,
): Promise<CommandReport> {
  const [artifact] = await artifactsOfFiles([resolve(terminal.directory, file)]);
  if (artifact === undefined) throw new VaultMeshError('internal', `${file} was not hashed.`);
  const proof = await readProof(terminal, options.proof ?? `${file}.vmproof`);
  const trustFile = await trustFilePath(terminal, options.trust);
  const trust = await readTrustFile(terminal, trustFile);
  const verdict = await verifyArtifact({
    artifact,
    proof,
    trust,
    clock: terminal.clock,
    ...(options.require !== undefined && { require: parseLayers(options.require.split(','), '--require') }),
    ...(options.at !== undefined && { at: parseMoment(options.at, '--at') }),
  });
  return {
    outcome: outcomeOfVerdict(verdict, file, trustFile),
    lines: [
      `By the trust file ${printable(trustFile)}`,
      ...verdict.layers.map((layer) => lineOf(layer, terminal)),
      ...(options.explain ? ['', ...explain(verdict)] : []),
    ],
  };
}

const STYLES: Record<LayerVerdict['status'], Style> = {
  valid: 'green',
  invalid: 'red',
  untrusted: 'yellow',
  absent: 'dim',
  redacted: 'dim',
};

function lineOf({ layer, status, detail }: LayerVerdict, terminal: Terminal): string {
  return `${terminal.paint(STYLES[status], status.padEnd(9))} ${layer.padEnd(15)} ${detail}`;
}
