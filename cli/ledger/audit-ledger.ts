import { counted } from '../../core/common/counted.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { failed, succeeded } from '../../core/common/outcome.ts';
import { printable } from '../../core/common/printable.ts';
import { auditHistory, type AuditResult, gitHistory } from '../../core/remembrancer/ledger/audit/index.ts';
import { planRepair } from '../../core/remembrancer/ledger/repair/index.ts';
import { plantedBranch } from '../planted-branch.ts';
import { MAY_REPAIR } from '../repair-hint.ts';
import { repositoryAddress } from '../repository.ts';
import type { CommandReport } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { withTemporaryDirectory } from '../with-temporary-directory.ts';
import { readPin, writePin } from './pin-file.ts';

export interface AuditCommandOptions {
  readonly json?: true;
  readonly branch: string;
  readonly vkey?: string;
  readonly pin?: string;
}

/** What the audit came to, and how. */
interface Audited extends Pick<AuditCommandOptions, 'vkey' | 'pin'> {
  readonly result: AuditResult;
  /** The pin was compared, and not made by this audit. */
  readonly isCompared: boolean;
  /** A repair would change the branch for the better. */
  readonly canRepair: boolean;
}

/** Walks the history of a ledger branch and says what happened to it. */
export async function auditLedger(
  terminal: Terminal,
  repository: string,
  { branch, vkey, pin }: AuditCommandOptions,
): Promise<CommandReport> {
  const { url } = repositoryAddress(repository, terminal);
  const pinned = pin === undefined ? undefined : await readPin(terminal, pin);
  const given = { ...(vkey !== undefined && { vkey }), ...(pin !== undefined && { pin }) };
  return withTemporaryDirectory(async (workDir, signal) => {
    const history = await gitHistory({ url, branch, workDir, env: terminal.environment, signal });
    try {
      const result = await auditHistory(history, {
        ...(vkey !== undefined && { verifierKey: vkey }),
        ...(pin !== undefined && pinned !== undefined && { pin: pinned, pinName: pin }),
      });
      if (pin !== undefined && result.pin !== undefined) await writePin(terminal, pin, result.pin);
      const canRepair = !result.sound && (await planRepair(history, vkey).then(isNeeded, () => false));
      return report(terminal, { result, isCompared: pinned !== undefined, canRepair, ...given });
    } catch (error) {
      throw (await plantedBranch(terminal, { url, branch }, error)) ?? error;
    } finally {
      await history.close();
    }
  });
}

const isNeeded = (plan: { readonly isNeeded: boolean }): boolean => plan.isNeeded;

function report(terminal: Terminal, audited: Audited): CommandReport {
  const { log, commits, proven, incidents, sound, verifierKeys } = audited.result;
  const [key, ...later] = verifierKeys;
  const open = incidents.filter(({ repairedBy }) => repairedBy === undefined);
  const lines = [
    ...incidents.map(({ commit, kind, detail, repairedBy }) =>
      [
        repairedBy === undefined ? terminal.paint('red', 'open    ') : terminal.paint('yellow', 'repaired'),
        `  ${kind} at commit ${commit}: ${asSentence(printable(detail))}`,
        repairedBy === undefined ? '' : ` Repaired by commit ${repairedBy}.`,
      ].join(''),
    ),
    `${counted(commits, 'commit')}, ${proven} of ${commits === 1 ? 'its' : 'their'} checkpoints proven to be a ` +
      `beginning of the log of ${counted(log.size, 'entry', 'entries')}`,
    ...(audited.vkey === undefined && !audited.isCompared
      ? [`log key  ${key ?? ''}, named by the branch itself: compare it with a copy from elsewhere (--vkey)`]
      : []),
    ...later.map(
      (added) => `note  the log's own records put this key in the place of the one before: ${added}`,
    ),
    ...aboutPin(audited),
  ];
  if (sound) {
    const message =
      incidents.length === 0
        ? `Every checkpoint of ${log.origin} extends the one before.`
        : `The log ${log.origin} continues; what happened to its branch (${incidents.length}) is repaired.`;
    return { outcome: succeeded(message, audited.result), lines };
  }
  const message =
    `The history of ${log.origin} has ${counted(open.length, 'open incident')}.` +
    (audited.canRepair ? ` ${MAY_REPAIR}` : '');
  const error = new VaultMeshError('verification-failed', message);
  return { outcome: { ...failed(error), result: audited.result }, lines };
}

const asSentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

function aboutPin({ pin, isCompared, result: { log, sound } }: Audited): string[] {
  if (isCompared) return [];
  if (pin === undefined) {
    return ['No pinned checkpoint was compared; only one shows that a branch was forced back (--pin).'];
  }
  return [
    sound
      ? `The checkpoint of ${counted(log.size, 'entry', 'entries')} was pinned in ${pin} now, and is compared from the next audit on.`
      : `There was no checkpoint in ${pin} to compare with, and none is pinned while an incident is open.`,
  ];
}
