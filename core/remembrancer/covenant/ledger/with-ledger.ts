import { VaultMeshError } from '../../../common/error.ts';
import type { CovenantContext } from '../covenant-context.ts';
import type { Found } from '../found.ts';
import type { RepositoryAnswer } from '../rule.ts';
import { type ContextLedger, contextLedger } from './context-ledger.ts';
import { told } from './told.ts';

/** The answer of a rule that looks at the ledger, in a repository that has none. */
export const NO_LEDGER = { notApplicable: 'there is no ledger branch' } as const;

/** The answer of a rule about something in the ledger, when the door could not bring the ledger. */
export const ledgerNotHad = ({ ledgerNotHad: why }: CovenantContext): Found => ({
  message: why?.message ?? 'The ledger branch could not be read.',
  remedy: why?.remedy ?? 'Fetch the branch "ledger", or let the check reach the repository that has it.',
  cannotTell: true,
});

/**
 * What `check` says of the ledger of `context`. Where there is none the rule has nothing to look at; what cannot be read, or
 * not as a log, is no broken rule: VM-I-01 names what is wrong with the ledger itself.
 */
export async function withLedger(
  context: CovenantContext,
  check: (ledger: ContextLedger) => Promise<RepositoryAnswer>,
): Promise<RepositoryAnswer> {
  const { ledger } = context;
  if (ledger === undefined) return [ledgerNotHad(context)];
  if (ledger === 'none') return NO_LEDGER;
  try {
    return await check(contextLedger(context, ledger));
  } catch (error) {
    if (error instanceof VaultMeshError) return [notReadable(error)];
    throw error;
  }
}

function notReadable({ code, message }: VaultMeshError): Found {
  const isUnreachable = code === 'network' || code === 'conflict' || code === 'not-permitted';
  return {
    message: told(`The ledger cannot be read as far as this rule needs it. ${message}`),
    remedy: isUnreachable
      ? 'Check again when the repository can be reached.'
      : 'See what VM-I-01 says of the ledger, and mend that first.',
    cannotTell: true,
  };
}
