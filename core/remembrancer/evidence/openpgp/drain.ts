/**
 * Reads a stream to its end and drops what it gives.
 *
 * openpgp.js hashes a copy of a message's stream that flows only as fast as the original is read. For detached
 * signatures nothing reads the original, so it is read here, and memory does not grow with the content.
 */
export async function drain(stream: unknown): Promise<void> {
  if (!isStream(stream)) return;
  // Not `for await`: openpgp.js replaces the method `getReader` of the stream, and only that.
  const reader = stream.getReader();
  while (!(await reader.read()).done);
}

/** openpgp.js takes the types of its streams from a package that it does not bring along. */
function isStream(value: unknown): value is ReadableStream<Uint8Array> {
  return value !== null && typeof value === 'object' && 'getReader' in value;
}
