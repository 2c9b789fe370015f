/** What people call what nunjucks has a name of its own for; tags as they are written. */
const WORDS: Readonly<Record<string, string>> = {
  FunCall: 'a call',
  Array: 'a list',
  Dict: 'a dictionary',
  Block: '"block"',
  Capture: '"filter"',
  Extends: '"extends"',
  For: '"for"',
  AsyncEach: '"asyncEach"',
  AsyncAll: '"asyncAll"',
  FromImport: '"from"',
  IfAsync: '"ifAsync"',
  Import: '"import"',
  Include: '"include"',
  Macro: '"macro"',
  Set: '"set"',
  Switch: '"switch"',
};

/** A node of nunjucks' syntax tree in the words of a template; all that have none here are operators. */
export function templateWord(typename: string): string {
  return WORDS[typename] ?? 'an operator';
}
