import { decisionVersion } from '../../core/remembrancer/decisions/index.ts';
import type { Link } from '../../core/remembrancer/receipt/index.ts';
import type { DecisionRecord } from './decision-record.ts';

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
    version: decisionVersion(commit),
    commit,
    files: file,
    context: JSON.stringify(context),
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
