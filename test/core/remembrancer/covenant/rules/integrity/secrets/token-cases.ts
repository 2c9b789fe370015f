import type { Part, Run, TokenForm } from './token-forms.ts';

/** A part where of several texts one is chosen. */
type Chosen = Exclude<Part, readonly string[]>;

/** Of these, those that are not in an alphabet take the place of one that is. */
const OTHERS = Array.from('!agzAGZ01289_-+/=.~');

/** Tokens with every character where it may be, of the least and the greatest lengths, with each text that may stand there. */
export function rightTokens({ parts }: TokenForm): string[] {
  const all = alternatives(parts);
  const [first = []] = all;
  const turns = Math.max(1, ...first.filter(isRun).map(({ alphabet, least }) => alphabet.length / least));
  return [
    ...all.flatMap((each) => [made(each), made(each, (run) => filled(run, run.most))]),
    ...Array.from({ length: Math.ceil(turns) }, (_, turn) =>
      made(first, (run) => filled(run, run.least, run.least * turn)),
    ),
  ];
}

/** What is no token of the form for one character: too many, too few, or another than may be there. */
export function wrongTokens({ parts, isFoundInside }: TokenForm): string[] {
  const [first = []] = alternatives(parts);
  return [
    ...first.flatMap((part, place) => {
      const others = typeof part === 'string' ? damaged(part, ['#']) : isRun(part) ? wrongRuns(part) : [];
      return others.map((text) => made(first.with(place, text)));
    }),
    ...first.flatMap((part, place) => {
      const next = first[place + 1];
      const takesMore = (isRun(next) && next.least < next.most) || first.slice(0, place).every(isRun);
      return isRun(part) && !takesMore ? [made(first.with(place, tooLong(part)))] : [];
    }),
    ...(isRun(first.at(-1)) ? [] : [`${made(first)}x`]),
    ...(isFoundInside === true ? [] : [`x${made(first)}`]),
  ];
}

const isRun = (part: Part | undefined): part is Run => typeof part === 'object' && 'alphabet' in part;
const isChoice = (part: Part): part is readonly string[] => typeof part === 'object' && !isRun(part);

/** The first of all texts that are to choose from, and then each of the others in its place. */
function alternatives(parts: readonly Part[]): (readonly Chosen[])[] {
  const first = parts.map((part): Chosen => (isChoice(part) ? (part[0] ?? '') : part));
  return [
    first,
    ...parts.flatMap((part, place) =>
      isChoice(part) ? part.slice(1).map((text) => first.with(place, text)) : [],
    ),
  ];
}

const made = (
  parts: readonly Chosen[],
  write: (run: Run) => string = (run) => filled(run, run.least),
): string =>
  parts.reduce<string>((before, part) => {
    if (typeof part === 'string') return before + part;
    return before + (isRun(part) ? write(part) : part(before));
  }, '');

/** The characters of the alphabet in its order, again and again. */
const filled = ({ alphabet }: Pick<Run, 'alphabet'>, length: number, from = 0): string =>
  Array.from({ length }, (_, at) => alphabet[(from + at) % alphabet.length]).join('');

const wrongRuns = (run: Run): string[] => [
  filled(run, run.least - 1),
  ...damaged(
    filled(run, run.least),
    OTHERS.filter((other) => !run.alphabet.includes(other)),
  ),
];

/** Without marks, at which a shorter token might end. */
const tooLong = ({ alphabet, most }: Run): string =>
  filled({ alphabet: alphabet.replace(/[^A-Za-z0-9]/gu, '') }, most + 1);

/** With each of the others at one place, and one of them at every place. */
const damaged = (text: string, others: readonly string[]): string[] =>
  Array.from({ length: Math.max(text.length, others.length) }, (_, at) => {
    const place = at % text.length;
    return `${text.slice(0, place)}${others[at % others.length]}${text.slice(place + 1)}`;
  });
