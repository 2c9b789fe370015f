/**
 * `text` with `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME-default}` filled in; `undefined` where a variable has no
 * value that is known, or another form.
 */
export function withVariables(text: string, values: ReadonlyMap<string, string>): string | undefined {
  const unknown: string[] = [];
  const filled = text.replace(
    /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?-)([^{}$]*))?\}|)/g,
    (whole: string, plain?: string, braced?: string, operator?: string, otherwise?: string) => {
      const value = values.get(plain ?? braced ?? '');
      if (value !== undefined && !(value === '' && operator === ':-')) return value;
      if (operator === undefined) unknown.push(whole);
      return otherwise ?? '';
    },
  );
  return unknown.length === 0 ? filled : undefined;
}
