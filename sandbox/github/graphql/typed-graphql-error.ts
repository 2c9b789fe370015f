/** An error with the `type` that GitHub puts beside `message` in a GraphQL answer. */
export class TypedGraphqlError extends Error {
  override readonly name = 'TypedGraphqlError';
  readonly type: 'NOT_FOUND' | 'FORBIDDEN' | 'STALE_DATA' | 'UNPROCESSABLE';

  constructor(type: TypedGraphqlError['type'], message: string) {
    super(message);
    this.type = type;
  }
}
