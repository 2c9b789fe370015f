import { resolve } from 'node:path';

import { VaultMeshError } from '../../core/common/error.ts';
import {
  artifactsOfFiles,
  LAYERS,
  type Layer,
  type LayerVerdict,
} from '../../core/remembrancer/evidence/index.ts';
import { explain, outcomeOfVerdict, verifyArtifact } from '../../core/remembrancer/verify/index.ts';
import { readProof } from '../read-proof.ts';
import { readTrustFile } from '../read-trust-file.ts';
import type { CommandReport } from '../run-command.ts';
import type { Style, Terminal } from '../terminal.ts';

export interface VerifyOptions {
  readonly json?: true;
  readonly proof?: string;
  readonly trust: string;
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
  const trust = await readTrustFile(terminal, options.trust);
  const verdict = await verifyArtifact({
    artifact,
    proof,
    trust,
    clock: terminal.clock,
    ...(options.require !== undefined && { require: layersOf(options.require) }),
    ...(options.at !== undefined && { at: timeOf(options.at) }),
  });
  return {
    outcome: outcomeOfVerdict(verdict, file),
    lines: [
      ...verdict.layers.map((layer) => lineOf(layer, terminal)),
      ...(options.explain ? ['', ...explain(verdict)] : []),
    ],
  };
}

function layersOf(list: string): Layer[] {
  return list.split(',').map((name) => {
    const layer = LAYERS.find((known) => known === name.trim());
    if (layer !== undefined) return layer;
    throw new VaultMeshError('usage', `"${name}" is no layer; --require takes ${LAYERS.join(', ')}.`);
  });
}

function timeOf(text: string): Date {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw new VaultMeshError('usage', `"${text}" is no time; --at takes UTC, such as 2026-11-20T09:30:00Z.`);
}

const STYLES: Record<LayerVerdict['status'], Style> = {
  valid: 'green',
  invalid: 'red',
  untrusted: 'yellow',
  absent: 'dim',
  redacted: 'dim',
};

function lineOf({ layer, status, detail }: LayerVerdict, terminal: Terminal): string {
  return `${terminal.paint(STYLES[status], status.padEnd(9))} ${layer.padEnd(9)} ${detail}`;
}
