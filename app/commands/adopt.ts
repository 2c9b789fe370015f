import { VaultMeshError } from '../../core/common/error.ts';
import type { Repository } from '../../core/github/find-repository.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { ADOPTABLE, type AdoptablePart } from '../../core/spawn/index.ts';
import { adoptLedger } from '../adoption/adopt-ledger.ts';
import { type AdoptionOrder, adoptPart, isProposed } from '../adoption/adopt-part.ts';
import { describeAdoption } from '../adoption/describe-adoption.ts';
import { type AdoptionPlan, planAdoption } from '../adoption/plan-adoption.ts';
import { openOnboarding } from '../onboarding/read-onboarding.ts';
import { planMark } from '../spawn/plan-mark.ts';
import { requestKey } from '../spawn/request-key.ts';
import type { Command, Invocation } from './command.ts';
import { seenRepository } from './seen-repository.ts';
import { overlayOf } from './spawn.ts';

/** `/adopt <part>`: a part of what `/spawn` makes, for the repository of the comment. */
export const adopt: Command = {
  grammar: {
    name: 'adopt',
    parameters: [{ name: 'part', choices: ADOPTABLE }],
    options: { language: 'python', kind: 'service', name: 'my-service' },
    flags: ['dry-run'],
    summary: 'proposes a part of what /spawn makes for this repository; what is there stays as it is',
    example: '/adopt ci --language python',
  },
  scope: 'organisation',
  defaultRole: 'write',
  approval: {
    make: async (invocation, { words, hash }) => {
      const { plan, isBegun, make } = await adoptionOf(invocation, words);
      const planned = await plan();
      return planned.hash === hash || (await isBegun()) ? make(planned) : undefined;
    },
  },
  run: async (invocation) => {
    const { comment, grant, services, values } = invocation;
    const { part, plan, make } = await adoptionOf(invocation, values);
    const planned = await plan();
    const { approvalPlace } = grant;
    if (values['dry-run'] !== 'true' && approvalPlace === undefined) return make(planned);
    const mark = planMark(services.config.webhookSecret, comment.comment, planned.hash);
    return `${describeAdoption(part, comment.repository, planned, approvalPlace)}\n${mark}`;
  },
};

/** What the words of an `/adopt` ask for in the repository of the invocation. */
interface Adoption {
  readonly part: AdoptablePart;
  readonly plan: () => Promise<AdoptionPlan>;
  /** Whether an earlier run for the same comment has begun to make it. */
  readonly isBegun: () => Promise<boolean>;
  readonly make: (plan: AdoptionPlan) => Promise<string>;
}

async function adoptionOf(
  invocation: Invocation,
  { part: chosen, ...others }: Readonly<Record<string, string>>,
): Promise<Adoption> {
  const { client, comment, commentUrl, services } = invocation;
  const { spawnSettings: settings, webhookSecret } = services.config;
  const repository = await seenRepository(client, comment.repository);
  const part = ADOPTABLE.find((each) => each === chosen);
  if (!part) throw new VaultMeshError('usage', `There is no part ${chosen} to adopt.`);
  const words = Object.fromEntries(Object.entries(others).filter(([name]) => name !== 'dry-run'));
  const order = { part, key: requestKey(webhookSecret, comment.comment, `adopt ${part}`), commentUrl };
  return {
    part,
    plan: async () => {
      if (part === 'ledger') await refuseBeside(invocation, repository, order);
      return planAdoption(client, repository, {
        part,
        words,
        settings,
        overlay: await overlayOf(invocation),
      });
    },
    isBegun: () => isProposed(client, repository, order),
    make: async (plan) => {
      // The ledger first: the check of the proposal looks at it.
      const ledger = part === 'ledger' ? `${await ledgerFor(invocation, repository)}\n\n` : '';
      return `${ledger}${await adoptPart(client, repository, plan, order)}`;
    },
  };
}

/** Throws `conflict` where the app asks for the same by a pull request that is open; what this very command has begun goes on. */
async function refuseBeside(
  { client }: Invocation,
  repository: Repository,
  order: AdoptionOrder,
): Promise<void> {
  const { name, defaultBranch } = repository;
  const open = await openOnboarding(client, name, defaultBranch);
  if (open === undefined || (await isProposed(client, repository, order))) return;
  throw new VaultMeshError(
    'conflict',
    `[Pull request #${open.number}](${open.url}) of this app is open and brings the same files. Merge that: the ledger is made then. ` +
      'Or close it, and give this command again.',
  );
}

/** Makes the ledger, as a sweep that comes to the same repository. */
function ledgerFor({ client, comment, services }: Invocation, repository: Repository): Promise<string> {
  return services.turns.take(`repository ${fullName(comment.repository)}`, () =>
    adoptLedger(client, repository, services),
  );
}
