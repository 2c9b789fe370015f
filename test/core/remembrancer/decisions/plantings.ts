import {
  type DecisionText,
  readDecision,
  writeDecision,
} from '../../../../core/remembrancer/decisions/index.ts';
import { hasRole } from '../../../../core/remembrancer/decisions/section-by-role.ts';

/** Decisions of which the one at `path` was made irregular, and what they were before, where a change is what is wrong. */
export interface Planted {
  readonly path: string;
  readonly files: readonly DecisionText[];
  readonly base?: readonly DecisionText[];
}

/** Makes one file of several irregular, so that the rule has to find it; `undefined` where its text has no place for it. */
export interface Planting {
  readonly rule: string;
  readonly what: string;
  readonly plant: (files: readonly DecisionText[], path: string) => Planted | undefined;
}

type Edit = (text: string, path: string) => string | undefined;

/** One file with another text. */
const text = (rule: string, what: string, edit: Edit): Planting => ({
  rule,
  what,
  plant: (files, path) => {
    const edited = edit(textAt(files, path), path);
    return edited === undefined ? undefined : { path, files: replaced(files, path, edited) };
  },
});

/** One file with another name, a number in it, and perhaps another text. */
const numbered = (
  rule: string,
  what: string,
  plant: (file: DecisionText) => readonly DecisionText[],
): Planting => ({
  rule,
  what,
  plant: (files, path) => {
    const { decision } = readDecision(path, textAt(files, path));
    const name = decision.number === undefined ? path.replace(/[^/]*$/, '0042-$&') : path;
    const others = files.filter((file) => file.path !== path);
    return { path: name, files: [...others, ...plant({ path: name, text: textAt(files, path) })] };
  },
});

const textAt = (files: readonly DecisionText[], path: string) =>
  files.find((file) => file.path === path)?.text ?? '';

const replaced = (files: readonly DecisionText[], path: string, to: string): DecisionText[] =>
  files.map((file) => (file.path === path ? { path, text: to } : file));

/** The text with some of its lines changed or, where `change` gives nothing, without them. */
function withLines(of: string, change: (line: string, number: number) => string | undefined): string {
  return of
    .split(/(?<=\r\n|\r(?!\n)|\n)/)
    .map((line, n) => {
      const [, content = '', end = ''] = /^(.*?)(\r\n|\r|\n|)$/s.exec(line) ?? [];
      const changed = change(content, n + 1);
      return changed === undefined ? '' : changed + end;
    })
    .join('');
}

const bodyOf = (of: string, path: string) => readDecision(path, of).document.body;

/** The text with a paragraph below its title, or above everything. */
function belowTitle(of: string, path: string, paragraph: string): string {
  const body = bodyOf(of, path);
  const n = body.findIndex(({ heading }) => heading?.level === 1);
  const last = body[n + 1]?.isUnderline ? body[n + 1] : body[n];
  if (!last) return `${paragraph}\n\n${of}`;
  return withLines(of, (line, number) => (number === last.number ? `${line}\n\n${paragraph}\n` : line));
}

const withoutTitle: Edit = (of, path) => {
  const body = bodyOf(of, path);
  const titles = body.flatMap(({ heading, number }, n) =>
    heading?.level === 1 ? [number, ...(body[n + 1]?.isUnderline ? [number + 1] : [])] : [],
  );
  return titles.length === 0
    ? undefined
    : withLines(of, (line, n) => (titles.includes(n) ? undefined : line));
};

const withoutContext: Edit = (of, path) => {
  const lines = bodyOf(of, path).filter(({ heading }) => heading && hasRole(heading.text, 'context'));
  return withLines(of, (line, n) =>
    lines.some(({ number }) => number === n) ? line.replace(/\p{L}[^#]*/u, 'Whatever') : line,
  );
};

const inClaims =
  (field: string, change: (line: string) => string): Edit =>
  (of, path) => {
    const lines = readDecision(path, of)
      .claims.filter((claim) => claim.field === field)
      .flatMap((claim) => [claim.line, ...claim.lines]);
    return lines.length === 0
      ? undefined
      : withLines(of, (line, n) => (lines.includes(n) ? change(line) : line));
  };

/** A day with its label; the first entry of a changelog is one too, and would only be passed over. */
const labelledDate: Edit = (of, path) => {
  const edited = inClaims('date', (line) => (/date/i.test(line) ? line.replace(/\d/g, '9') : line))(of, path);
  return edited === of ? undefined : edited;
};

const STATUS =
  /(?<!\p{L})(?:accepted|approved|active|implemented|proposed|draft|abandoned|rejected|declined|deprecated|superseded|superceded|last call|in review|withdrawn)(?!\p{L})/giu;

/** What can be wrong with a text in any dialect. */
export const IN_ANY_DIALECT: readonly Planting[] = [
  text(
    'status',
    'a word that is no status',
    inClaims('status', (line) => line.replace(STATUS, 'Agred')),
  ),
  text('date', 'a day that is none', labelledDate),
  text('title', 'no title', withoutTitle),
  text('sections', 'no context', withoutContext),
  text('broken-link', 'a link to nothing', (of, path) => belowTitle(of, path, 'See [this](gone-9999.md).')),
  text('placeholder', 'what a template left', (of, path) => belowTitle(of, path, 'Since insert date.')),
  numbered('number-mismatch', 'another number in the title', ({ path, text: of }) => [
    { path, text: belowTitle(withoutTitle(of, path) ?? of, '', '# 9999. Something else') },
  ]),
  numbered('duplicate-number', 'a number that another file has', ({ path, text: of }) => [
    { path, text: of },
    { path: path.replace(/\.md$/i, '-again.md'), text: of },
  ]),
];

/** A text of MADR 4, as we write it, with a key of its front matter set, or taken out. */
function withKey(of: string, key: string, value: string | undefined): string {
  const [, yaml = '', body = ''] = /^---\n(.*?\n)---\n(.*)$/s.exec(of) ?? [];
  const others = yaml.replace(new RegExp(`^${key}:.*\n(?: .*\n)*`, 'm'), '');
  return `---\n${value === undefined ? '' : `${key}: ${value}\n`}${others}---\n${body}`;
}

const key = (rule: string, name: string, value: string | undefined): Planting =>
  text(rule, `${name}: ${value ?? 'nothing'}`, (of) => withKey(of, name, value));

const accepted = (of: string) => withKey(of, 'status', 'accepted');
const idOf = (of: string) => readDecision('x.md', of).decision.id ?? '';

/** Another decision, beside the others. */
const beside = (path: string, of: string): DecisionText => ({
  path: path.replace(/[^/]*$/, 'planted.md'),
  text: of,
});

const OTHER_ID = '01JD0000000000000000000009';

/** What can be wrong with texts of MADR 4, as we write them. */
export const IN_MADR_4: readonly Planting[] = [
  key('affects', 'affects', '[../x]'),
  key('affects', 'affects', '["src/{a,b}"]'),
  key('confidence', 'confidence', 'sure'),
  key('id', 'id', 'OLD-1'),
  key('front-matter', 'colour', 'red'),
  key('front-matter', 'tags', '[a'),
  key('front-matter', 'tags', '{ a: b }'),
  key('front-matter', 'tags', '*a'),
  key('status', 'status', undefined),
  key('status', 'status', 'Agred'),
  key('status', 'status', 'accepted by all'),
  key('date', 'date', '03/04/2021'),
  key('date', 'date', '2021-02-30'),
  key('date', 'review-by', 'soon'),
  key('date', 'date', 'Nov 20, 2026'),
  key('open-reference', 'supersedes', '[gone-9999]'),
  key('open-reference', 'amends', '[ADR-9999]'),
  key('open-reference', 'relates-to', '[ADR-PR9999]'),
  text('decision-makers', 'nobody who decided', (of) => withKey(accepted(of), 'decision-makers', undefined)),
  text('review-by', 'a review that is overdue', (of) => withKey(accepted(of), 'review-by', '2001-01-01')),
  text('supersede-cycle', 'it supersedes itself', (of) => withKey(of, 'supersedes', `[${idOf(of)}]`)),
  text('dialect', 'no front matter', (of) => of.replace(/^---\n.*?\n---\n/s, '')),
  {
    rule: 'duplicate-id',
    what: 'an id that another file has',
    plant: (files, path) => ({ path, files: [...files, beside(path, textAt(files, path))] }),
  },
  {
    rule: 'supersede-cycle',
    what: 'two that supersede each other',
    plant: (files, path) => {
      const of = textAt(files, path);
      const other = withKey(withKey(of, 'id', OTHER_ID), 'supersedes', `[${idOf(of)}]`);
      const changed = replaced(files, path, withKey(of, 'supersedes', `[${OTHER_ID}]`));
      return { path, files: [...changed, beside(path, other)] };
    },
  },
  {
    rule: 'superseded-status',
    what: 'accepted, and superseded by another',
    plant: (files, path) => {
      const of = accepted(textAt(files, path));
      const other = withKey(withKey(of, 'id', OTHER_ID), 'supersedes', `[${idOf(of)}]`);
      return { path, files: [...replaced(files, path, of), beside(path, other)] };
    },
  },
  {
    rule: 'transition',
    what: 'accepted, and then proposed',
    plant: (files, path) => {
      const of = textAt(files, path);
      return {
        path,
        base: replaced(files, path, accepted(of)),
        files: replaced(files, path, withKey(of, 'status', 'proposed')),
      };
    },
  },
  {
    rule: 'settled-text',
    what: 'another text after it was accepted',
    plant: (files, path) => {
      const of = accepted(textAt(files, path));
      return {
        path,
        base: replaced(files, path, of),
        files: replaced(files, path, belowTitle(of, path, 'But not so.')),
      };
    },
  },
  {
    rule: 'removed',
    what: 'gone after it was accepted',
    plant: (files, path) => ({
      path,
      base: replaced(files, path, accepted(textAt(files, path))),
      files: files.filter((file) => file.path !== path),
    }),
  },
];

/** A text in any dialect as we write it, so that the plantings of MADR 4 have their place. */
export const asWritten = (file: DecisionText): DecisionText => ({
  path: file.path,
  text: writeDecision(readDecision(file.path, file.text).decision),
});
