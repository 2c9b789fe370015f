/** The text of a path of any bytes: UTF-8 as it is, and each byte that is none as `\xff`. */
export function pathText(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('\ufffd')) return text;
  return Array.from(splitUtf8(bytes)).join('');
}

function* splitUtf8(bytes: Uint8Array): Generator<string> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((count) => isText(strict, bytes.subarray(at, at + count)));
    yield length === undefined
      ? `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`
      : strict.decode(bytes.subarray(at, at + length));
    at += length ?? 1;
  }
}

function isText(strict: InstanceType<typeof TextDecoder>, bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
