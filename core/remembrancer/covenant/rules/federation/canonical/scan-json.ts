/** What `JSON.parse` does not tell of a text that it takes. */
export interface JsonScan {
  /** The first member name that its object has a second time: where that stands, with its quotes. */
  readonly repeated?: { readonly name: string; readonly start: number; readonly end: number };
  /** How deep arrays and objects stand in each other. */
  readonly depth: number;
}

/** Reads `text`, which must be JSON, once from its beginning to its end. */
export function scanJson(text: string): JsonScan {
  /** The names of each open object; `undefined` for an array. */
  const open: (Set<string> | undefined)[] = [];
  let repeated: JsonScan['repeated'];
  let depth = 0;
  /** Whether a string that comes now is the name of a member, if it stands in an object. */
  let isName = false;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        open.push(text[at] === '{' ? new Set() : undefined);
        depth = Math.max(depth, open.length);
        isName = true;
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        isName = true;
        break;
      case '"': {
        const end = endOfString(text, at);
        const names = open.at(-1);
        if (isName && names !== undefined) {
          const name = String(JSON.parse(text.slice(at, end)));
          if (names.has(name)) repeated ??= { name, start: at, end };
          names.add(name);
          isName = false;
        }
        at = end - 1;
        break;
      }
      default:
    }
  }
  return { depth, ...(repeated && { repeated }) };
}

/** Where the string that begins at `start` ends, behind its quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
