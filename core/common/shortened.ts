/** `text` in at most `most` characters (code points), the last of which is an ellipsis where it is longer. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
