import { jsonFaultPlace } from './json-fault-place.ts';

/** Why `text` is not JSON, of the error that `JSON.parse` threw, and where, in UTF-16 code units. */
export function jsonFault(text: string, error: unknown): { readonly why: string; readonly at: number } {
  const message = error instanceof Error ? error.message : String(error);
  return {
    // The program's own place and excerpt differ by version.
    why: message.split(/ in JSON| at position |, "|, \.\.\.|\n/)[0] ?? message,
    at: jsonFaultPlace(text) ?? text.length,
  };
}
