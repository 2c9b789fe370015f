import { parsedDocuments } from './parsed-documents.ts';
import { Unreadable } from './unreadable.ts';
import { unfolded } from './unfolded.ts';
import type { YamlNode } from './yaml-node.ts';

/** The documents of a YAML file, or why they cannot be had: not YAML, too deep, too many nodes or aliases. */
export type YamlReading = { readonly documents: readonly YamlNode[] } | { readonly unreadable: string };

/**
 * A carriage return alone, which the parser does not take for the end of a line, and what YAML 1.1 took for one. The
 * readers of GitHub and Kubernetes still do, so that what seems to be in a comment is none.
 */
const OTHER_BREAK = /\r(?!\n)|[\u0085\u2028\u2029]/gu;

/**
 * Reads `text` within fixed bounds, so that no file takes more than a moment or breaks the check. Every scalar is the text
 * that it says, since what `on` or `1.10` means differs from reader to reader. A merge key (`<<`) is a key like others.
 */
export function readYaml(text: string): YamlReading {
  try {
    const lined = text.replace(OTHER_BREAK, '\n');
    return { documents: unfolded(parsedDocuments(lined), lined) };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    throw error;
  }
}
