import { linesOfSection, type SourceDocument } from '../text/source-document.ts';
import type { Claim } from './claim.ts';
import { relationLines } from './relation-lines.ts';

/** The relations in a section `Links`, as MADR 2 and log4brains have it: `- Supersedes [x](x.md)`. */
export const linksSection = (document: SourceDocument): Claim[] =>
  relationLines(linesOfSection(document, /^(?:links|more information)$/i));
