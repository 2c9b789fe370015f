import { fromUtf8 } from '../../../common/bytes.ts';

/**
 * A policy file as text for `parsePolicy`: its UTF-8, or one character for each octet where it is something else. Octets from 0x80 to
 * 0xFF are allowed in names, URLs and comments, and are opaque (C2SP tlog-policy, "Character set").
 */
export function policyText(content: Uint8Array): string {
  try {
    return fromUtf8(content);
  } catch {
    return Buffer.from(content).toString('latin1');
  }
}
