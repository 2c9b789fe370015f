import type { Section } from '../decision.ts';

/** A line of the body. */
export interface BodyLine {
  readonly text: string;
  /** In the file, from 1. */
  readonly number: number;
  /** Absent where the line is not a heading. */
  readonly heading?: { readonly level: number; readonly text: string };
  /** The line of `=` or `-` that makes the line above it a heading, and says nothing itself. */
  readonly isUnderline?: true;
  /** Inside a fenced code block or a comment, where nothing is a heading or says anything of the decision. */
  readonly isLiteral: boolean;
}

/** A file as lines, with any line ends, without a byte order mark. */
export interface SourceDocument {
  readonly path: string;
  /** The lines between the two lines of three hyphens; the first of them is line 2 of the file. */
  readonly frontMatter?: readonly string[];
  readonly body: readonly BodyLine[];
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
/** After backticks no more of them: a line of them at both ends is code in a paragraph (CommonMark, 4.5). */
const FENCE = /^ {0,3}(`{3,}(?!.*`)|~{3,})(.*)$/;
const UNDERLINE = /^ {0,3}(?:(=+)|-+)[ \t]*$/;
/** What begins a list, a quotation, a table, code or HTML, and is no paragraph that an underline makes a heading. */
const NO_PARAGRAPH = /^(?: {4}|\t| {0,3}[-+*|<>])/;
/** A list for Markdown, above a line of hyphens; above one of `=`, which is nothing else, the numbered title that was meant. */
const NUMBERED = /^ {0,3}\d+[.)]\s/;

export function splitDocument(path: string, text: string): SourceDocument {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const end = lines[0]?.trimEnd() === '---' ? lines.findIndex((line, n) => n > 0 && isRule(line)) : -1;
  return end < 0
    ? { path, body: bodyLines(lines, 1) }
    : { path, frontMatter: lines.slice(1, end), body: bodyLines(lines.slice(end + 1), end + 2) };
}

const isRule = (line: string) => line.trimEnd() === '---';

const bodyLines = (lines: readonly string[], first: number): BodyLine[] =>
  withUnderlines(withHashes(lines, first));

/** A paragraph of one line above `===` or `---` is a heading of level 1 or 2 (Setext). */
function withUnderlines(lines: readonly BodyLine[]): BodyLine[] {
  const levelBelow = (n: number): number | undefined => {
    const [before, line, below] = [lines[n - 1], lines[n], lines[n + 1]];
    if (!line || !below || line.isLiteral || line.heading || below.isLiteral) return undefined;
    const isAlone = !before || before.isLiteral || before.heading !== undefined || before.text.trim() === '';
    const isParagraph = isAlone && line.text.trim() !== '' && !NO_PARAGRAPH.test(line.text);
    const [underline, equals] = (isParagraph && UNDERLINE.exec(below.text)) || [];
    if (underline === undefined) return undefined;
    if (equals !== undefined) return 1;
    return NUMBERED.test(line.text) ? undefined : 2;
  };
  return lines.map((line, n): BodyLine => {
    const level = levelBelow(n);
    if (level !== undefined) return { ...line, heading: { level, text: line.text.trim() } };
    return levelBelow(n - 1) === undefined ? line : { ...line, isUnderline: true };
  });
}

function withHashes(lines: readonly string[], first: number): BodyLine[] {
  let fence = '';
  let isComment = false;
  return lines.map((text, n): BodyLine => {
    const line = { text, number: first + n };
    const mark = FENCE.exec(text);
    if (fence !== '') {
      if (mark?.[1]?.startsWith(fence) && mark[2]?.trim() === '') fence = '';
      return { ...line, isLiteral: true };
    }
    if (isComment) {
      isComment = !text.includes('-->');
      return { ...line, isLiteral: true };
    }
    if (mark) {
      fence = mark[1] ?? '';
      return { ...line, isLiteral: true };
    }
    const comment = text.lastIndexOf('<!--');
    isComment = comment >= 0 && !text.includes('-->', comment);
    const [, hashes, heading = ''] = HEADING.exec(text) ?? [];
    return hashes === undefined
      ? { ...line, isLiteral: false }
      : { ...line, isLiteral: false, heading: { level: hashes.length, text: heading.trim() } };
  });
}

/** The body as sections. Empty lines at the ends of each are dropped, and with them nothing that Markdown shows. */
export function splitSections(body: readonly BodyLine[]): Section[] {
  const starts = body.flatMap((line, n) => (n === 0 || line.heading ? [n] : []));
  const sections = starts.map((start, n): Section => {
    const lines = body.slice(start, starts[n + 1]);
    const { heading, number = 1 } = lines[0] ?? {};
    return {
      heading: heading?.text ?? '',
      level: heading?.level ?? 0,
      line: number,
      text: withoutEmptyEnds(lines.slice(heading ? 1 : 0).filter(({ isUnderline }) => !isUnderline)).join(
        '\n',
      ),
    };
  });
  return sections.filter(({ level, text }) => level > 0 || text !== '');
}

function withoutEmptyEnds(lines: readonly BodyLine[]): string[] {
  const isText = ({ text }: BodyLine) => text.trim() !== '';
  const first = lines.findIndex(isText);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1).map(({ text }) => text);
}

/** The lines before the first heading of level 2 or deeper, where most dialects keep what they say of the decision. */
export function preamble(document: SourceDocument): readonly BodyLine[] {
  const body = spokenLines(document);
  const end = body.findIndex(({ heading }) => heading && heading.level > 1);
  return end < 0 ? body : body.slice(0, end);
}

/** The heading with one of these names, and the lines below it up to the next heading; empty when there is none. */
export function linesOfSection(document: SourceDocument, name: RegExp): readonly BodyLine[] {
  const body = spokenLines(document);
  const start = body.findIndex(({ heading }) => heading && name.test(heading.text));
  if (start < 0) return [];
  const end = body.findIndex(({ heading }, n) => n > start && heading);
  return body.slice(start, end < 0 ? undefined : end);
}

const spokenLines = ({ body }: SourceDocument) => body.filter(({ isUnderline }) => !isUnderline);
