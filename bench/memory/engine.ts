/** A document as every engine of the bench gets it. */
export interface BenchDocument {
  readonly id: string;
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly text: string }[];
}

/** A search engine that is measured. */
export interface Engine {
  readonly name: string;
  /** Indexes the documents; what it gives is the ids of at most ten for a question, the best first. */
  readonly index: (documents: readonly BenchDocument[]) => (question: string) => readonly string[];
}

/** How many hits count. */
export const DEPTH = 10;

/** Everything below the title in one text, for engines that know no sections. */
export const textOf = ({ sections }: BenchDocument): string =>
  sections.map(({ heading, text }) => `${heading}\n${text}`).join('\n\n');
