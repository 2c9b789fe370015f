import { quoted } from '../quoted.ts';
import type { NameOptions } from './named-decisions.ts';

/** What a command takes to find a decision: its name, and the folder where that is not the usual one. */
export const nameWords = (name: string, { folder }: Pick<NameOptions, 'folder'>): string =>
  folder === 'docs/adr' ? quoted(name) : `${quoted(name)} --folder ${quoted(folder)}`;
