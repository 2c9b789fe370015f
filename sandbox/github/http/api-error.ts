/** One entry of the `errors` list of GitHub's 422 answers. */
export interface FieldError {
  readonly resource: string;
  readonly field?: string;
  readonly code: string;
  readonly message?: string;
}

/** A request that GitHub refuses; the server turns it into the JSON answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Words alone where GitHub names no field. */
  readonly errors: readonly (FieldError | string)[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    options: {
      errors?: readonly (FieldError | string)[];
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

export const notFound = (): ApiError => new ApiError(404, 'Not Found');

/** How an endpoint says that a field is not what it takes. */
export type Refusal = (resource: string, field: string, code?: string) => ApiError;

/** 422 `Validation Failed` about one field. */
export function invalid(resource: string, field: string, code = 'invalid', message?: string): ApiError {
  const error = message === undefined ? { resource, field, code } : { resource, field, code, message };
  return new ApiError(422, 'Validation Failed', { errors: [error] });
}

/** 422 about one field in words alone: GitHub's `validation-error-simple`. */
export const invalidInWords: Refusal = (_, field, code) =>
  new ApiError(422, 'Unprocessable Entity', {
    errors: [code === 'missing_field' ? `${field} wasn't supplied` : `${field} is invalid`],
  });
