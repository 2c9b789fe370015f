import { VaultMeshError } from '../../core/common/error.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { codeSpan } from '../code-span.ts';
import { commitOf } from '../github/commit-of.ts';
import { newestReleases } from '../github/release-of-tag.ts';
import { decisionToRecord } from '../recording/decision-to-record.ts';
import { type RecordOrder, startRecord } from '../recording/start-record.ts';
import { releaseOrder } from '../releases/release-order.ts';
import { closest } from './closest.ts';
import type { Command, Invocation } from './command.ts';
import type { Grammar } from './grammar.ts';
import { seenRepository } from './seen-repository.ts';

const TEXTS = { what: '"one line"', why: '"one line"', how: '"one line"', value: '"one line"' };

/** `/record release <tag> [<files…>]`: the assets of a release or files of the tag's commit, as `vaultmesh record release` does. */
export const recordRelease = recordCommand(
  {
    name: 'record release',
    parameters: [{ name: 'tag' }, { name: 'files', takesAll: true, isOptional: true }],
    options: TEXTS,
    flags: [],
    summary: "has the assets of a release, or files of its tag's commit, signed and recorded",
    example: '/record release v1.2.0',
  },
  async (invocation, { name }) => {
    const { client, values } = invocation;
    const tag = values['tag'] ?? '';
    const commit = await commitOf(client, name, `tags/${tag}`).catch(async (error: unknown) => {
      if (!(error instanceof VaultMeshError)) throw error;
      const meant = closest(tag, await newestReleases(client, name));
      throw meant === undefined
        ? error
        : new VaultMeshError('not-found', `${error.message} Did you mean ${codeSpan(meant)}?`);
    });
    return { ...releaseOrder({ repository: name.repo, tag, commit }), ...told(invocation) };
  },
);

/** `/record deployment <environment> <version> <files…>`: what was deployed where, as `vaultmesh record deploy` records it. */
export const recordDeployment = recordCommand(
  {
    name: 'record deployment',
    parameters: [{ name: 'environment' }, { name: 'version' }, { name: 'files', takesAll: true }],
    options: { commit: '<commit>', ...TEXTS },
    flags: [],
    summary:
      'has files such as its manifests signed and recorded as a deployment, of the newest commit or another',
    example: '/record deployment staging 1.2.0 deploy/staging.yaml',
  },
  async (invocation, { name, defaultBranch }) => {
    const { client, values } = invocation;
    const { environment = '', version = '', commit } = values;
    return {
      kind: 'deployment',
      operation: ['deployment', ...[name.repo, version, environment].map(encodeURIComponent)].join(':'),
      version,
      commit: await commitOf(client, name, commit ?? `heads/${defaultBranch}`),
      links: JSON.stringify([{ rel: 'environment', target: environment }]),
      ...told(invocation),
    };
  },
);

/** `/record decision <decision>`: what its file says, as `vaultmesh record decision` records it. */
export const recordDecision = recordCommand(
  {
    name: 'record decision',
    parameters: [{ name: 'decision' }],
    options: {},
    flags: [],
    summary: 'has a decision recorded as its file says it, where its merge was missed',
    example: '/record decision ADR-0007',
  },
  ({ client, services, values }, repository) =>
    decisionToRecord(client, repository, values['decision'] ?? '', services.clock),
);

function recordCommand(
  grammar: Grammar,
  orderOf: (invocation: Invocation, repository: Repository) => Promise<RecordOrder>,
): Command {
  return {
    grammar,
    scope: 'repository',
    defaultRole: 'write',
    run: async (invocation) => {
      const { client, comment, services } = invocation;
      const repository = await seenRepository(client, comment.repository);
      const order = await orderOf(invocation, repository);
      return startRecord(client, repository, order, comment.createdAt, services.clock);
    },
  };
}

/** What every record says that is not of a decision. */
function told({ values, comment, person }: Invocation) {
  const files = (values['files'] ?? '').split(/[\s,]+/).join('\n');
  const context = Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(TEXTS, name)));
  return {
    component: comment.repository.repo,
    ...(files !== '' && { files }),
    context: JSON.stringify(context),
    people: JSON.stringify([{ role: 'author', login: person.login }]),
  };
}
