import type { SpawnPlan, SpawnRequest } from '../../core/spawn/index.ts';
import { WRITING_CALLS } from './writing-calls.ts';

/**
 * The answer to a `/spawn` that makes nothing yet: what would be made, by which calls, and how to have exactly that made.
 * `approvalPlace` is where it says that this takes somebody else; absent where it does not.
 */
export function describePlan(
  { owner, name }: SpawnRequest,
  { hash, overlay, tree, files }: SpawnPlan,
  platform: string,
  approvalPlace?: string,
): string {
  return [
    `The plan of **${owner}/${name}**; nothing was made.`,
    '',
    '| What | |',
    '|---|---|',
    `| Files | ${files.length}, tree \`${tree}\` |`,
    ...(overlay === undefined ? [] : [`| Overlay | ${owner}/${platform}@${overlay} |`]),
    '| Policy | allowed |',
    `| Calls that write | ${WRITING_CALLS.length} |`,
    `| Plan | \`${hash}\` |`,
    '',
    ...details(
      'Files',
      files.map(({ path, content }) => `${String(content.length).padStart(7)}  ${path}`),
    ),
    ...details('Calls that write', WRITING_CALLS),
    howToApprove('spawn', hash, approvalPlace),
  ].join('\n');
}

/** How the plan of a command is made. */
export const howToApprove = (command: string, hash: string, approvalPlace: string | undefined): string =>
  approvalPlace === undefined
    ? `To have exactly this made, comment \`/approve ${hash}\`.`
    : `This waits for a second person (${approvalPlace}). To have exactly this made, somebody else who may ${command} comments \`/approve ${hash}\`.`;

function details(title: string, lines: readonly string[]): string[] {
  return [`<details><summary>${title}</summary>`, '', '```text', ...lines, '```', '', '</details>', ''];
}
