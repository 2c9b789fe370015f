import type { Section } from './search-document.ts';

/** A part of a section that can be quoted: paragraphs that stand together. */
export interface Passage {
  readonly heading: string;
  readonly text: string;
}

/** So many characters, about 150 words, a passage has when its paragraphs allow it. */
const LENGTH = 900;

/** The passages of a document in their order: each is of one section, and together they are all of its text. */
export const passagesOf = (sections: readonly Section[]): readonly Passage[] =>
  sections.flatMap(({ heading, text }) =>
    packed(paragraphs(text)).map((passage) => ({ heading, text: passage })),
  );

const paragraphs = (text: string): readonly string[] =>
  text
    .split(/\n[^\S\n]*\n/u)
    .map((paragraph) => paragraph.replace(/^\s*\n/u, '').trimEnd())
    .filter((paragraph) => paragraph !== '')
    .flatMap(cut);

/** A paragraph that is too long, cut between lines, or else between words. */
function cut(paragraph: string): readonly string[] {
  const pieces: string[] = [];
  let rest = paragraph;
  while (rest.length > 2 * LENGTH) {
    const line = rest.lastIndexOf('\n', LENGTH);
    const space = rest.lastIndexOf(' ', LENGTH);
    const at = line > LENGTH / 2 ? line : space > 0 ? space : LENGTH;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).replace(/^[\n ]/u, '');
  }
  return [...pieces, rest];
}

function packed(pieces: readonly string[]): readonly string[] {
  const passages: string[] = [];
  for (const piece of pieces) {
    const last = passages.at(-1);
    if (last !== undefined && last.length + piece.length < LENGTH) {
      passages[passages.length - 1] = `${last}\n\n${piece}`;
    } else passages.push(piece);
  }
  return passages;
}
