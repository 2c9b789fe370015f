/** Letters, digits and marks of any script, and what joins them within a name or a version. */
const TOKEN = /[\p{L}\p{N}\p{M}]+(?:[._'’-]+[\p{L}\p{N}\p{M}]+)*/gu;

/** The tokens of `text` in its order, NFKC, as they are written there. */
export const tokenize = (text: string): readonly string[] => text.normalize('NFKC').match(TOKEN) ?? [];
