import { printable } from '../../core/common/printable.ts';
import type { Link } from '../../core/remembrancer/receipt/index.ts';
import type { DecisionRecord } from './decision-record.ts';

/** The longest text of the context that goes to the ledger, in characters. */
const LONGEST = 1_000;

/** GitHub takes 65,535 characters for all inputs of a workflow, and a receipt 256 links. */
const MAX_LINKS_CHARACTERS = 24_000;
const MAX_LINKS = 256;

/** The inputs of the record workflow; links that do not fit are left out, the last first. */
export function recordInputs(record: DecisionRecord): Record<string, string> {
  const { operation, component, commit, file, isSigned, context, links, people } = record;
  return {
    kind: 'decision',
    operation,
    component,
    version: commit.slice(0, 12),
    commit,
    files: file,
    context: JSON.stringify(context, (_, value: unknown) =>
      typeof value === 'string' ? printable(value.slice(0, LONGEST)) : value,
    ),
    links: JSON.stringify(fittingLinks(links)),
    people: JSON.stringify(people),
    sign: String(isSigned),
  };
}

function fittingLinks(links: readonly Link[]): readonly Link[] {
  let characters = 0;
  const end = links.findIndex((link, index) => {
    characters += JSON.stringify(link).length + 1;
    return characters > MAX_LINKS_CHARACTERS || index === MAX_LINKS;
  });
  return end < 0 ? links : links.slice(0, end);
}
