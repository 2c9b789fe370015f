import { counted } from '../../../common/counted.ts';

/** What is wrong with an entry bundle that should have `width` entries, to stand behind its path; `undefined` for nothing. */
export function bundleFault(bytes: Uint8Array | undefined, width: number): string | undefined {
  if (bytes === undefined) return 'is not there';
  let at = 0;
  for (let entry = 0; entry < width; entry += 1) {
    if (at === bytes.length)
      return `has ${counted(entry, 'entry', 'entries')} and not ${width} (C2SP tlog-tiles)`;
    const end = at + 2 + ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
    if (end > bytes.length) return `is cut short in entry ${entry + 1} of ${width} (C2SP tlog-tiles)`;
    at = end;
  }
  if (at === bytes.length) return undefined;
  return `has ${bytes.length - at} bytes more than its ${counted(width, 'entry', 'entries')} (C2SP tlog-tiles)`;
}
