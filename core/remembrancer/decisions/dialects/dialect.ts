import type { SourceDocument } from '../text/source-document.ts';
import type { Claim } from './claim.ts';
import type { FrontMatter } from './front-matter.ts';

export type DialectName =
  'madr-4' | 'madr-3' | 'table' | 'log4brains' | 'madr-2' | 'adr-tools' | 'nygard' | 'none';

/** A way in which decision records are written. */
export interface Dialect {
  readonly name: DialectName;
  readonly recognise: (document: SourceDocument, frontMatter: FrontMatter) => boolean;
  /** What the body says of the decision, in the order of the lines. */
  readonly read: (document: SourceDocument) => readonly Claim[];
}
