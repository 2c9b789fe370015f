/** The value of an option that takes one, written `--name value` or `--name=value`, and the arguments without it. */
export function takeOption(
  argv: readonly string[],
  name: string,
): { readonly value?: string; readonly rest: readonly string[] } {
  const at = argv.findIndex((word) => word === name || word.startsWith(`${name}=`));
  const word = argv[at];
  if (word === undefined) return { rest: argv };
  const isOne = word !== name;
  const value = isOne ? word.slice(name.length + 1) : argv[at + 1];
  return { ...(value !== undefined && { value }), rest: argv.toSpliced(at, isOne ? 1 : 2) };
}
