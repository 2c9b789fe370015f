import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { failed, succeeded } from '../../core/common/outcome.ts';
import { printable } from '../../core/common/printable.ts';
import { fsck, type FsckProgress, type FsckResult } from '../../core/remembrancer/ledger/fsck/index.ts';
import { FILES } from '../../core/remembrancer/ledger/index.ts';
import { plantedBranch } from '../planted-branch.ts';
import { MAY_REPAIR } from '../repair-hint.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { fsckSource, type FsckSourceOptions } from './fsck-source.ts';

export interface FsckCommandOptions extends FsckSourceOptions {
  readonly json?: true;
  readonly vkey?: string;
}

/** More than anybody reads; `--json` has all of them. */
const MAX_LINES = 50;
const PROGRESS_MS = 1000;

/** Checks a ledger whole and says what is wrong, by file and rule. */
export async function fsckLedger(
  terminal: Terminal,
  text: string,
  options: FsckCommandOptions,
): Promise<CommandReport> {
  return withTemporaryDirectory(async (workDir, signal) => {
    const { source, place } = await fsckSource(terminal, text, options, { workDir, signal });
    try {
      const result = await fsck(source, {
        ...(options.vkey !== undefined && { verifierKey: options.vkey }),
        ...(terminal.interactive && { onProgress: progressTo(terminal) }),
      });
      const lines = linesOf(terminal, result);
      if (result.sound) {
        const origin = result.log?.origin ?? '';
        return { outcome: succeeded(`The ledger ${origin} in ${source.name} is sound.`, result), lines };
      }
      const canRepair = place !== undefined && isOfKey(result);
      const error = notSound(source.name, result, canRepair);
      const planted =
        place === undefined || result.log ? undefined : await plantedBranch(terminal, place, error);
      if (planted !== undefined) throw planted;
      return { outcome: { ...failed(error), result }, lines };
    } finally {
      await source.close();
    }
  });
}

/** A line a second at most, and none for what is soon done. */
function progressTo(terminal: Terminal): (progress: FsckProgress) => void {
  let next = terminal.clock().getTime() + PROGRESS_MS;
  return ({ step, done, total }) => {
    const now = terminal.clock().getTime();
    if (now < next || done >= total) return;
    next = now + PROGRESS_MS;
    terminal.tell(`checking the ${step}: ${done} of ${total} entries`);
  };
}

/** Whether the branch is of the key that was given, where one was: a repair mends files and not that. */
const isOfKey = ({ problems }: FsckResult): boolean =>
  !problems.some(({ file, rule }) => file === FILES.verifierKey && rule === 'key');

function notSound(name: string, { problems }: FsckResult, canRepair: boolean): VaultMeshError {
  const are = problems.length === 1 ? 'thing is' : 'things are';
  return new VaultMeshError(
    'verification-failed',
    `The ledger in ${name} is not sound: ${problems.length} ${are} wrong.${canRepair ? ` ${MAY_REPAIR}` : ''}`,
  );
}

function linesOf(terminal: Terminal, result: FsckResult): string[] {
  const { problems, notAuthenticated, repeated, counts, listed } = result;
  return [
    ...problems
      .slice(0, MAX_LINES)
      .map(
        ({ file, rule, detail }) =>
          `${terminal.paint('red', rule)}  ${printable(file)}: ${printable(detail)}`,
      ),
    ...(problems.length > MAX_LINES ? [`and ${problems.length - MAX_LINES} more; --json has all`] : []),
    ...repeated.map(
      ({ id, indices }) => `note  ${id} was recorded as ${indices.join(' and ')}; the first counts`,
    ),
    ...notAuthenticated
      .slice(0, MAX_LINES)
      .map(({ file, why }) =>
        terminal.paint('dim', `not authenticated  ${printable(file)}: ${printable(why)}`),
      ),
    ...(listed
      ? []
      : ['This place cannot list its files, so files that do not belong to the log were not looked for.']),
    `${[
      counted(counts.entries, 'entry', 'entries'),
      counted(counts.bundles, 'bundle'),
      counted(counts.tiles, 'tile'),
      counted(counts.receipts, 'receipt'),
      counted(counts.evidence, 'evidence file'),
      counted(counts.indexFiles, 'index file'),
    ].join(', ')} checked`,
  ];
}
