const BACKSLASH = 0x5c;

// A byte order mark is a part of a name like others.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What stands for a byte, and so must not be what a path says itself. */
const ESCAPE = /\\(?=x[0-9a-f]{2})/g;

/**
 * The text of a path of any bytes: UTF-8 as it is, and each byte that is none as `\xff`. Of different paths it is different:
 * the backslash of a path that says `\xff` stands as `\x5c`.
 */
export function pathText(bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  if (!text.includes('\ufffd')) return text.replace(ESCAPE, '\\x5c');
  return Array.from(splitUtf8(bytes)).join('');
}

function* splitUtf8(bytes: Uint8Array): Generator<string> {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((count) => isText(strict, bytes.subarray(at, at + count)));
    const isByte = length === undefined || bytes[at] === BACKSLASH;
    yield isByte
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
