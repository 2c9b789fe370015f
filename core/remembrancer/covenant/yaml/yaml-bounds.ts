/** UTF-16 code units of a file. */
export const MOST_CHARACTERS = 1 << 20;

/** What the lexer takes a file apart into: signs, words, white space and ends of lines. A line `key: value` is five. */
export const MOST_LEXEMES = 300_000;

/** Nodes of all documents of a file, with aliases unfolded. */
export const MOST_NODES = 100_000;

/** Maps and lists in each other, with aliases unfolded. Real files stay under 20. */
export const MOST_DEPTH = 100;

/** Documents in a file; each costs the parser far more than a node. */
export const MOST_DOCUMENTS = 2_000;
