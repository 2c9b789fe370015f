import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { appMark } from '../app-mark.ts';
import type { Person } from '../commands/command.ts';
import { everyItem } from '../github/every-item.ts';

export interface ProposalLister {
  readonly rest: {
    readonly pulls: {
      readonly list: (
        parameters: RepositoryName & {
          state: 'all';
          sort: 'created';
          direction: 'desc';
          per_page: number;
          page: number;
        },
      ) => Promise<{ data: Proposal[] }>;
    };
  };
}

interface Proposal {
  readonly number: number;
  readonly body: string | null;
  /** RFC 3339 */
  readonly created_at: string;
  readonly head: { readonly ref: string };
  /** Nobody where the account was deleted. */
  readonly user: { readonly type?: string } | null;
}

const HOUR = 3_600_000;

/** The mark of a proposal from `branch` for a service that was made for a person. */
export const spawnedMark = (webhookSecret: string, person: number, branch: string): string =>
  `<!-- vaultmesh:spawned-for ${person} -->${appMark(webhookSecret, 'spawned', person, branch)}`;

const BRANCH = /^vaultmesh\/spawn-/;

/** Whether a proposal counts for a person: it has their mark, or is one of an app that has nobody's, since somebody took that out. */
function countsFor(person: number, { body, head, user }: Proposal, webhookSecret: string): boolean {
  const named = [...(body ?? '').matchAll(/<!-- vaultmesh:spawned-for (\d{1,15}) -->/g)].map(([, id]) =>
    Number(id),
  );
  const marked = named.filter((id) => body?.includes(spawnedMark(webhookSecret, id, head.ref)));
  return marked.length > 0 ? marked.includes(person) : BRANCH.test(head.ref) && user?.type === 'Bot';
}

/**
 * Counts the services that were made for a person within the last hour, by what each leaves in the platform repository: the
 * proposal to have it, with the app's own mark; who may write can edit that away, and then it counts for everybody. Throws `policy` when there are as many as may be.
 */
export async function checkQuota(
  client: ProposalLister,
  platform: RepositoryName,
  asked: { person: Person; most: number; webhookSecret: string; now: Date; place: string },
): Promise<void> {
  const { person, most, webhookSecret, now, place } = asked;
  const proposals = everyItem((page) =>
    client.rest.pulls.list({ ...platform, state: 'all', sort: 'created', direction: 'desc', ...page }),
  );
  const counted: number[] = [];
  for await (const proposal of proposals) {
    const free = new Date(Date.parse(proposal.created_at) + HOUR);
    if (free <= now) return;
    if (!countsFor(person.id, proposal, webhookSecret) || counted.push(proposal.number) < most) continue;
    const services = counted.length === 1 ? 'service' : 'services';
    throw new VaultMeshError(
      'policy',
      `${person.login} had ${counted.length} ${services} made within the last 60 minutes, and one person may have ${most} (${place}). ` +
        `Counted is who asked for a service, and not who approved it: ${counted.map((number) => `${fullName(platform)}#${number}`).join(', ')}. ` +
        `The next one is free at ${minuteOf(free)}: give the command again then.`,
    );
  }
}

/** The first whole minute that is not before: `2026-11-20 10:40 UTC`. */
function minuteOf(time: Date): string {
  const minute = new Date(Math.ceil(time.getTime() / 60_000) * 60_000).toISOString();
  return `${minute.slice(0, 10)} ${minute.slice(11, 16)} UTC`;
}
