import { gitText } from './run-git.ts';

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** RFC 3339, any offset. */
  readonly date: string;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

/** Writes a commit object exactly as given (no signature, no clean-up of the message) and returns its id. */
export async function writeCommit(directory: string, commit: NewCommit): Promise<string> {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${ident(commit.author)}`,
    `committer ${ident(commit.committer)}`,
    '',
    commit.message,
  ];
  return gitText(directory, ['hash-object', '-t', 'commit', '-w', '--stdin'], { input: lines.join('\n') });
}

function ident({ name, email, date }: Signature): string {
  const clean = (text: string): string => text.replace(/[<>\n\0]/g, '').trim();
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):?(\d\d)$/.exec(date.slice(10)) ?? [];
  const seconds = Math.floor(new Date(date).getTime() / 1000);
  return `${clean(name)} <${clean(email)}> ${seconds} ${sign}${hours}${minutes}`;
}
