import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';

import { artifactsOfFiles, createFolder } from '../../core/remembrancer/evidence/index.ts';
import { evidenceAssets, outcomeOfFolder, timestamp } from '../../core/remembrancer/release/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { authoritiesOf, noTimestamp } from '../timestamp-options.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { withFiles, writeAssets } from '../write-assets.ts';

export interface TimestampOptions {
  readonly json?: true;
  readonly tsa?: readonly string[];
  readonly out: string;
}

/** Writes a timestamp of each authority for each file; one that does not answer is a failure. */
export async function timestampFiles(
  terminal: Terminal,
  files: readonly string[],
  options: TimestampOptions,
): Promise<CommandReport> {
  const paths = files.map((file) => resolve(terminal.directory, file));
  const artifacts = await artifactsOfFiles(paths);
  const subjects = artifacts.map(({ subject }) => subject);
  const authorities = authoritiesOf(terminal, options.tsa);
  const folder = await withTemporaryDirectory(async (directory) => {
    await createFolder(directory, subjects);
    // Asks all of them, so that each that fails is told of.
    return timestamp({ directory, authorities, onMissing: 'defer', fetch, randomBytes });
  });
  const [first] = folder.missing;
  if (first !== undefined) {
    const details = [...new Set(folder.missing.map(({ detail }) => detail))].join(' ');
    throw noTimestamp(first.reason, details);
  }
  const assets = folder.subjects.flatMap(({ name }) => evidenceAssets(name, folder.evidence));
  const lines = await writeAssets(terminal, options.out, assets, paths);
  return { outcome: withFiles(outcomeOfFolder(files.join(' '), folder), options.out, assets), lines };
}
