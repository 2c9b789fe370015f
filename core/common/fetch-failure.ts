/** Why a `fetch` had no answer, in the shortest words that there are: `ECONNREFUSED`, `bad port`. */
export function fetchFailure(error: unknown): string {
  // Node keeps the error of the connection one level below its own.
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}
