import { decisionLabel, type ReadDecision } from '../../core/remembrancer/decisions/index.ts';
import type { NamedDecision } from '../../core/remembrancer/memory/index.ts';

/** A decision for a program: what its file says, what it is called, and what its record is where a ledger has it. */
export function describeDecision({
  path,
  decision,
  dialect,
  aliases = [],
  record,
}: NamedDecision<ReadDecision>) {
  return {
    name: decisionLabel({ path, decision, aliases }),
    path,
    ...decision,
    sections: undefined,
    dialect,
    aliases,
    ...(record && { record: { index: record.index, id: record.id, status: record.status } }),
  };
}
