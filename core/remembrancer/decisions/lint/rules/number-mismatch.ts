import { decisionName } from '../../decision-id.ts';
import { numberInHeading } from '../../text/file-name.ts';
import type { Rule } from '../rule.ts';

/** The file was renumbered and its title was not, or the other way round. */
export const numberMismatch: Rule = (decisions) =>
  decisions.flatMap(({ path, decision }) => {
    const title = decision.sections.find(({ level }) => level === 1);
    const number = title && numberInHeading(title.heading);
    if (number === undefined || decision.number === undefined || number === decision.number) return [];
    const message =
      `The title says ${decisionName(number)} and the file ${decisionName(decision.number)}. ` +
      'Take the number out of the title.';
    return [{ rule: 'number-mismatch', path, line: title?.line ?? 1, message, severity: 'warning' }];
  });
