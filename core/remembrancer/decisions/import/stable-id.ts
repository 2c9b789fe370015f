import { sha256 } from '../../../common/bytes.ts';
import { newDecisionId } from '../decision-id.ts';
import type { ReadDecision } from '../read-decision.ts';

/**
 * The ULID of a decision that had none: its time is the day of the decision, the rest follows from its path and text. So
 * everybody who imports a file gives it the same id, as often as they do.
 */
export function stableId({ path, decision, document }: ReadDecision): string {
  const { frontMatter = null, body } = document;
  const digest = sha256(JSON.stringify([path, frontMatter, body.map(({ text }) => text)]));
  // The library takes 0 for the present.
  const time = Math.max(1, Date.parse(decision.date ?? '1970-01-01'));
  let n = 0;
  return newDecisionId(
    () => new Date(time),
    () => (digest[n++] ?? 0) / 256,
  );
}
