const BLANKS = /[ \t\n\r]*/y;
const PLAIN = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** What may come next. */
type Awaited = 'value' | 'value or ]' | 'name' | 'name or }' | 'comma or end';

/** Where a text stops being JSON (RFC 8259), in UTF-16 code units; `undefined` when it is JSON to its end. */
export function jsonFaultPlace(text: string): number | undefined {
  const open: ('{' | '[')[] = [];
  let awaited: Awaited = 'value';
  for (let at = endOf(BLANKS, text, 0) ?? 0; at < text.length; at = endOf(BLANKS, text, at) ?? at) {
    const character = text.charAt(at);
    if (awaited === 'comma or end') {
      const inside = open.at(-1);
      if (character === ',' && inside !== undefined) awaited = inside === '{' ? 'name' : 'value';
      else if (character === (inside === '{' ? '}' : ']') && inside !== undefined) open.pop();
      else return at;
      at++;
    } else if (awaited === 'name' || awaited === 'name or }') {
      if (character === '}' && awaited === 'name or }') {
        open.pop();
        awaited = 'comma or end';
        at++;
        continue;
      }
      const end = endOfString(text, at);
      if (typeof end !== 'number') return end.fault;
      at = endOf(BLANKS, text, end) ?? end;
      if (text[at] !== ':') return at;
      awaited = 'value';
      at++;
    } else if (character === ']' && awaited === 'value or ]') {
      open.pop();
      awaited = 'comma or end';
      at++;
    } else if (character === '{' || character === '[') {
      open.push(character);
      awaited = character === '{' ? 'name or }' : 'value or ]';
      at++;
    } else {
      const end = character === '"' ? endOfString(text, at) : endOf(PLAIN, text, at);
      if (end === undefined) return at;
      if (typeof end !== 'number') return end.fault;
      awaited = 'comma or end';
      at = end;
    }
  }
  return awaited === 'comma or end' && open.length === 0 ? undefined : text.length;
}

function endOfString(text: string, start: number): number | { readonly fault: number } {
  if (text[start] !== '"') return { fault: start };
  let at = start + 1;
  for (;;) {
    // Behind the end it is empty, and stands before the blank.
    const character = text.charAt(at);
    if (character === '"') return at + 1;
    const next = character === '\\' ? endOf(ESCAPE, text, at) : character < ' ' ? undefined : at + 1;
    if (next === undefined) return { fault: at };
    at = next;
  }
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  const sticky = pattern;
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}
