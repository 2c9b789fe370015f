import { VaultMeshError } from '../../core/common/error.ts';
import { draftDecision, newDecisionId } from '../../core/remembrancer/decisions/index.ts';
import { changeDecisions } from '../decisions/change-decisions.ts';
import { requestKey } from '../spawn/request-key.ts';
import type { Command } from './command.ts';

/** `/adr new <title>`: a pull request with the draft of a decision, as `vaultmesh adr new` writes it. */
export const adrNew: Command = {
  grammar: {
    name: 'adr new',
    parameters: [{ name: 'title', takesAll: true }],
    options: {
      tags: 'database,orders',
      affects: 'src/orders/**',
      supersedes: '<decision>',
      amends: '<decision>',
    },
    flags: [],
    summary: 'proposes the draft of a decision, to be written in its pull request',
    example: '/adr new Use PostgreSQL for orders',
  },
  scope: 'repository',
  defaultRole: 'write',
  run: ({ values, comment, commentUrl, client, services }) => {
    const { webhookSecret } = services.config;
    const key = requestKey(webhookSecret, comment.comment, 'adr new');
    const id = newDecisionId(
      () => new Date(comment.createdAt),
      digitsOf(requestKey(webhookSecret, comment.comment, 'adr id')),
    );
    return changeDecisions(client, {
      repository: comment.repository,
      issue: comment.issue,
      commentUrl,
      clock: services.clock,
      key,
      verb: 'draft',
      references: [],
      change: ({ folder, files, reads }) => {
        const draft = draftDecision(folder, reads, {
          id,
          title: values['title'] ?? '',
          date: comment.createdAt.slice(0, 10),
          tags: listOf(values['tags']),
          affects: listOf(values['affects']),
          supersedes: listOf(values['supersedes']),
          amends: listOf(values['amends']),
          relatesTo: [],
        });
        if (!files.some(({ path }) => path === draft.path)) return [draft];
        throw new VaultMeshError(
          'conflict',
          `There is ${draft.path} already. Give the decision another title.`,
        );
      },
    });
  },
};

const listOf = (value = ''): string[] =>
  value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** What stands for chance in an id, so that one comment gives one decision: a byte of `hex` each time, from 0 up to 1. */
function digitsOf(hex: string): () => number {
  let at = 0;
  return () => Number.parseInt(hex.slice(at, (at += 2)), 16) / 256;
}
