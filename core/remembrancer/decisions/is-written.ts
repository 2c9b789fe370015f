import type { Decision } from './decision.ts';
import { type SectionRole, textByRole } from './section-by-role.ts';
import { withoutComments } from './text/without-comments.ts';

/** Whether a part has text beside comments and headings: in a draft that was not filled in, none has. */
export const isWritten = (decision: Decision, role: SectionRole): boolean =>
  /^(?!#{1,6}\s).*\S/m.test(withoutComments(textByRole(decision, role) ?? ''));
