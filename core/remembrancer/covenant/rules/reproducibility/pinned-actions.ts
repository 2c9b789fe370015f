import type { CovenantContext } from '../../covenant-context.ts';
import type { FileText } from '../../file-text.ts';
import type { Found } from '../../found.ts';
import type { FileRule } from '../../rule.ts';
import { isCopied } from '../../text/is-copied.ts';
import { usesOf } from '../../workflows/uses-of.ts';
import { isAction, isWorkflow } from '../../workflows/workflow-files.ts';
import type { YamlScalar } from '../../yaml/yaml-node.ts';
import { shownName } from '../../yaml/shown-name.ts';
import { actionReference, isFullCommit } from './actions/action-reference.ts';
import { isPassedOver } from './actions/is-passed-over.ts';
import { pinAction } from './actions/pin-action.ts';

/** VM-II-01: a tag or branch can be moved by whoever owns the action, or has their token; a commit cannot. */
export const pinnedActions: FileRule = {
  id: 'VM-II-01',
  title: 'Actions are pinned by full commit SHA',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: true,
  kind: 'file',
  concerns: ({ path }) => (isWorkflow(path) || isAction(path)) && !isCopied(path),
  // A key in quotes can be written with escapes, or over two lines.
  mayBreak: /uses|\\[xuU\r\n]/,
  // A NUL in a comment makes no other file of it for GitHub.
  binary: true,
  mostBytes: 1 << 20,
  check: (file, context) => {
    if ('unreadable' in file.yaml)
      return [
        {
          path: file.path,
          message: `It cannot be read: ${file.yaml.unreadable}`,
          remedy: 'Write it as plain YAML, or except it with a reason.',
          cannotTell: true,
        },
      ];
    return usesOf(file).flatMap((uses) => brokenBy(uses, file, context));
  },
};

function brokenBy(uses: YamlScalar, file: FileText, { pins, tree }: CovenantContext): readonly Found[] {
  const reference = actionReference(uses.value.trim());
  const place = { path: file.path, range: uses.range };
  if (reference.kind === 'expression')
    return [
      {
        ...place,
        message: `What ${shownName(uses.value)} is, an expression decides`,
        remedy: 'Name one action with its full commit, as in owner/repository@<40 hex digits>.',
      },
    ];
  if (reference.kind === 'local' && isPassedOver(uses.value.trim(), tree))
    return [
      {
        ...place,
        message: `${shownName(uses.value)} is behind a link, in a submodule or in a folder for copies, so what it uses is not looked at`,
        remedy: 'Put the files of the action into a plain folder, such as .github/actions.',
        cannotTell: true,
      },
    ];
  if (reference.kind !== 'action' || uses.value === '') return [];
  const { name, ref } = reference;
  if (isFullCommit(ref)) return [];
  const pin = pins.actions.get(`${repositoryOf(name)}@${ref}`);
  const fix = pin === undefined ? undefined : pinAction(file, uses, pin);
  return [
    {
      ...place,
      message: `${shownName(name)} is used by ${kindOf(ref)}`,
      remedy:
        pin === undefined
          ? 'Name the full commit behind it (40 hex digits), with its version as a comment: @<commit> # v1.2.3.'
          : `Write ${shownName(name)}@${pin.commit} # ${pin.version}.`,
      ...(fix !== undefined && { fix }),
    },
  ];
}

/** A commit is one of the repository: it holds for each action in it. */
const repositoryOf = (name: string): string => name.split('/', 2).join('/');

function kindOf(ref: string): string {
  if (ref === '') return 'no ref at all';
  if (/^[0-9a-f]{7,39}$/.test(ref))
    return `the short commit ${ref}, which another commit or a tag can be made to match`;
  return `the tag or branch ${shownName(ref)}, which can be moved`;
}
