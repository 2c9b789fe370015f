import { fromUtf8 } from '../../core/common/bytes.ts';
import { CONFIG_PATH } from '../../core/remembrancer/covenant/index.ts';
import { pageAddress } from '../../core/remembrancer/covenant/report/index.ts';
import type { TreeFile } from '../../core/spawn/index.ts';
import type { SortedFiles } from '../adoption/sort-files.ts';
import { RECORD_PATH } from '../recording/start-record.ts';

const WHY: Readonly<Record<string, string>> = {
  [RECORD_PATH]:
    'signs what is to be recorded and appends it to the branch `ledger`; it runs when it is started only',
  [CONFIG_PATH]: 'what the covenant holds this repository to: at first it only advises',
  '.github/actionlint.yaml':
    'says to actionlint, where that is used, what GitHub knows of workflows since May 2026',
};

/** What the pull request with the added ones of `files` says, in Markdown. */
export function onboardingText({ added, left }: SortedFiles, files: readonly TreeFile[]): string {
  return [
    'The VaultMesh app is installed here. With this, decisions and releases of this repository are recorded: signed, time-stamped and ' +
      'appended to a ledger which nobody can rewrite without being seen.',
    '',
    ...added.map(({ path }) => `- \`${path}\` ${WHY[path] ?? 'is new'}`),
    ...left.map(({ path, why }) => `- \`${path}\` was left alone: ${why}`),
    ...exceptionFor(left, files),
    '',
    '**When it is merged**, the app makes the environment `ledger` with the log key as its secret, begins the branch `ledger` and ' +
      'protects it by a ruleset, and has the workflow write a first record, to show that it works. It says here how that went.',
    '',
    '**To say no**, close it: nothing is made, and you are not asked again. `/adopt ledger`, in a comment on any issue, is the way ' +
      'back. `onboarding: none` in `.github/vaultmesh.yml` of the repository `.github` says no for all repositories of the owner.',
  ].join('\n');
}

/** A configuration that people have written may not let the workflow in: what the app's own says of that is shown. */
function exceptionFor(left: SortedFiles['left'], files: readonly TreeFile[]): string[] {
  if (!left.some(({ path }) => path === CONFIG_PATH)) return [];
  const config = fromUtf8(files.find(({ path }) => path === CONFIG_PATH)?.content ?? new Uint8Array());
  const exceptions = config.slice(config.indexOf('\n  exceptions:\n') + 1).trimEnd();
  if (!exceptions.startsWith('  exceptions:')) return [];
  return [
    '',
    `The workflow names the Action of VaultMesh by the tag of its release, which [VM-II-01](${pageAddress('VM-II-01')}) does not ` +
      `allow. Put its commit there, or let it in by \`${CONFIG_PATH}\`, if that does not yet:`,
    '',
    ...['```yaml', 'covenant:', exceptions, '```'],
  ];
}
