import { VaultMeshError } from '../common/error.ts';

/**
 * A text that came from a person. It can be handed to an escaping filter, and nothing else: a template that prints or
 * compares it as it is fails to render, so that forgetting to escape is an error, never an injection.
 */
export class Unescaped {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  toString(): string {
    throw new VaultMeshError(
      'internal',
      'A template prints or compares an input without escaping it. Add the filter of the file type, for example "| yaml".',
    );
  }
}
