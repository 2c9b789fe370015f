import createParser, { type Token } from 'markdown-it';

/** A heading that is longer is taken as it stands. */
const MOST_CHARACTERS = 1000;

/** What other programs than GitHub take for attributes of the heading. */
const ATTRIBUTES = /\{:?\s?[.#][^{}]{0,999}\}\s*$/;

/** Takes from a heading what makes words of it bold, code or links, as its anchor does not have it. */
export function plainHeading(): (content: string) => string {
  const parser = createParser({ html: true });
  const textOf = ({ type, content }: Token): string => {
    if (type === 'text' || type === 'code_inline') return content;
    return type === 'softbreak' ? ' ' : '';
  };
  return (content) =>
    content.length > MOST_CHARACTERS
      ? content
      : parser
          .parseInline(content.replace(ATTRIBUTES, ''), {})
          .flatMap(({ children }) => children ?? [])
          .map(textOf)
          .join('');
}
