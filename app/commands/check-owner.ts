import { VaultMeshError } from '../../core/common/error.ts';
import type { Command, Invocation } from './command.ts';

/** Throws `not-permitted` for a command that cannot be given in a repository of a person; before anything else. */
export function checkOwner(
  { grammar, refusedToPersons }: Pick<Command, 'grammar' | 'refusedToPersons'>,
  { comment, ownedByOrganisation }: Pick<Invocation, 'comment' | 'ownedByOrganisation'>,
): void {
  if (refusedToPersons === undefined || ownedByOrganisation) return;
  throw new VaultMeshError(
    'not-permitted',
    `\`/${grammar.name}\` is for organisations, and ${comment.repository.owner} is a personal account. ${refusedToPersons}`,
  );
}
