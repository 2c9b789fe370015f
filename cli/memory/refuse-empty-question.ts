import { VaultMeshError } from '../../core/common/error.ts';
import { asksSomething } from '../../core/remembrancer/memory/index.ts';

/** Throws `usage` for a question that has no word, number or name that can be looked for. */
export function refuseEmptyQuestion(text: string): void {
  if (asksSomething(text)) return;
  throw new VaultMeshError(
    'usage',
    'The question has no word that can be looked for: say what it is about, as in "why did we choose PostgreSQL?", or give a name such as ADR-0001.',
  );
}
