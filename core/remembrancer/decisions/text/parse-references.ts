import { decisionName, pullRequestReference } from '../decision-id.ts';
import { decodedAddress } from './decoded-address.ts';
import { isNothing } from './is-nothing.ts';

/** A link to a Markdown file beside this one, a ULID, or a number with something before it that says what it is. */
const REFERENCE =
  /\[[^[\]]*\]\((?:[^()\s:]*\/)?([^()\s/:#]+)\.md(?:#[^()\s]*)?\)|\b([0-7][0-9A-HJKMNP-TV-Z]{25})\b|\bADR[-_ ]?(PR)?[-_ #]?(\d{1,6})\b/gi;

/**
 * The decisions that prose names, as something that resolves: `Superseded by [ADR 12](0012-x.md)` gives `0012-x`,
 * `ADR 45` gives `ADR-0045`. A lone slug or number is taken as it is. Addresses elsewhere are none.
 */
export function parseReferences(text: string): string[] {
  const found = [...text.matchAll(REFERENCE)].map(([, file, id, pullRequest, number]) => {
    if (file !== undefined) return decodedAddress(file);
    if (id !== undefined) return id.toUpperCase();
    return pullRequest === undefined ? decisionName(Number(number)) : pullRequestReference(Number(number));
  });
  if (found.length > 0) return [...new Set(found)];
  const parts = text.split(/[,;]/).map((part) => part.trim());
  return parts.filter((part) => !isNothing(part) && /^[\w.-]+$/.test(part));
}
