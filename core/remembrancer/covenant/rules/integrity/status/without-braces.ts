const MOST = 64;

/** Every path that `a/{b,c}.ts` stands for; `undefined` when they are more than 64. Braces that do not close stand for themselves. */
export function withoutBraces(pattern: string): readonly string[] | undefined {
  let paths = [''];
  let rest = pattern;
  for (;;) {
    const open = rest.indexOf('{');
    const close = rest.indexOf('}', open);
    if (open === -1 || close === -1) break;
    const before = rest.slice(0, open);
    const choices = rest.slice(open + 1, close).split(',');
    if (paths.length * choices.length > MOST) return undefined;
    paths = paths.flatMap((path) => choices.map((choice) => path + before + choice));
    rest = rest.slice(close + 1);
  }
  return paths.map((path) => path + rest);
}
