import type { Decision } from './decision.ts';
import { type SectionRole, textByRole } from './section-by-role.ts';

/** Whether a part has text beside comments and headings: in a draft that was not filled in, none has. */
export const isWritten = (decision: Decision, role: SectionRole): boolean =>
  /^(?!#{1,6}\s).*\S/m.test(withoutComments(textByRole(decision, role) ?? ''));

function withoutComments(text: string): string {
  const [first = '', ...rest] = text.split('<!--');
  return rest.reduce((shown, part) => {
    const end = part.indexOf('-->');
    return end < 0 ? shown : shown + part.slice(end + '-->'.length);
  }, first);
}
