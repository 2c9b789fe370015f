/** No name of an image is nearly as long; variables that stand for each other can make one of gigabytes. */
const MOST_CHARACTERS = 4096;

/**
 * `text` with `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME-default}` filled in; `undefined` where a variable has no
 * value that is known, or another form, and where the text is longer than any name.
 */
export function withVariables(
  text: string,
  values: ReadonlyMap<string, string | undefined>,
): string | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const unknown: string[] = [];
  let length = text.length;
  const filled = text.replace(
    /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?-)([^{}$]*))?\}|)/g,
    (whole: string, plain?: string, braced?: string, operator?: string, otherwise?: string) => {
      const value = values.get(plain ?? braced ?? '');
      if (value !== undefined && !(value === '' && operator === ':-')) {
        length += value.length;
        return length > MOST_CHARACTERS ? '' : value;
      }
      if (operator === undefined) unknown.push(whole);
      return otherwise ?? '';
    },
  );
  return unknown.length === 0 && length <= MOST_CHARACTERS ? filled : undefined;
}
