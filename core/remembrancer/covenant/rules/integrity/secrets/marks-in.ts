import { TOKEN_MARKS } from './token-marks.ts';

const MARKS = new RegExp(TOKEN_MARKS, 'gu');

/** Every token has so many of these characters in a row, with its mark among them or right before them. */
const LEAST_IN_A_ROW = 20;
const IN_A_ROW = Uint8Array.from({ length: 256 }, (_, code) =>
  Number(/[A-Za-z0-9_+/~=-]/u.test(String.fromCharCode(code))),
);
/** How much of a mark may stand before such a row, behind `.` or `:`: `dp.st.` and the name of an environment is the longest. */
const MOST_BEFORE = 50;
const STOP = 0x2e;
const COLON = 0x3a;
/** The one kind whose random part may have full stops in it. */
const WITH_STOPS = 'Q~';

/**
 * Where in Latin-1 there are marks of tokens, in ascending order, `most` of them at most. It looks at a quarter of the bytes
 * of a text: where one is of no row, none that is long enough began behind the last that was looked at.
 */
export function marksIn(bytes: Buffer, most = Infinity): number[] {
  const places: number[] = [];
  let at = 0;
  while (at + LEAST_IN_A_ROW <= bytes.length && places.length < most) {
    const start = at;
    let end = start + LEAST_IN_A_ROW;
    do end--;
    while (end >= start && IN_A_ROW[bytes[end] ?? 0] === 1);
    at = end + 1;
    if (at > start) continue;
    end = start + LEAST_IN_A_ROW;
    while (end < bytes.length && IN_A_ROW[bytes[end] ?? 0] === 1) end++;
    const before = bytes[start - 1];
    const isInside = before !== STOP && before !== COLON;
    addMarks(places, bytes, isInside ? start : Math.max(0, start - MOST_BEFORE), end);
    at = end + 1;
  }
  if (places.length < most && bytes.includes(WITH_STOPS)) {
    addMarks(places, bytes, 0, bytes.length);
    places.sort((a, b) => a - b);
  }
  return places.slice(0, most);
}

function addMarks(places: number[], bytes: Buffer, start: number, end: number): void {
  const text = bytes.toString('latin1', start, end);
  if (!TOKEN_MARKS.test(text)) return;
  for (const { index } of text.matchAll(MARKS)) places.push(start + index);
}
