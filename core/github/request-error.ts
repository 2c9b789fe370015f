/** What is read of Octokit's `RequestError`: GitHub's refusal of a call. */
export interface RequestError {
  readonly status: number;
  readonly message: string;
  readonly request: { readonly method: string; readonly url: string };
  /** GitHub's answer; absent when there was none. */
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
}

/** Whether `error` is one; told by its shape, since more than one copy of the class is installed. */
export function isRequestError(error: unknown): error is RequestError {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    'request' in error &&
    typeof error.request === 'object' &&
    error.request !== null &&
    'url' in error.request
  );
}
