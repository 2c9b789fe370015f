import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';

import { artifactsOfFiles, createFolder } from '../../core/remembrancer/evidence/index.ts';
import { evidenceAssets, outcomeOfFolder, timestamp } from '../../core/remembrancer/release/index.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { authoritiesOf } from '../timestamp-options.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { writeAssets } from '../write-assets.ts';

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
    return timestamp({ directory, authorities, onMissing: 'fail', fetch, randomBytes });
  });
  const assets = folder.subjects.flatMap(({ name }) => evidenceAssets(name, folder.evidence));
  return {
    outcome: outcomeOfFolder(files.join(' '), folder),
    lines: await writeAssets(terminal, options.out, assets, paths),
  };
}
