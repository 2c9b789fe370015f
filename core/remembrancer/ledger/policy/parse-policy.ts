import { toHex } from '../../../common/bytes.ts';
import { VaultMeshError } from '../../../common/error.ts';
import { type NoteVerifier, parseVerifierKey } from '../note/note-verifier.ts';
import type { Policy, Quorum } from './policy.ts';

/** The one name that is not defined by a line; nothing is asked of witnesses. */
const NO_QUORUM = 'none';

/** What is wrong with a policy: in which line, from 1, where it is one; `what` ends a sentence. */
export interface PolicyFault {
  readonly line?: number;
  readonly what: string;
}

/** Reads a tlog-policy (C2SP tlog-policy). Throws `usage` that names the line and the rule. */
export function parsePolicy(text: string): Policy {
  const read = readText(text);
  if (!('what' in read)) return read;
  const { line, what } = read;
  throw new VaultMeshError(
    'usage',
    line === undefined ? `The policy ${what}.` : `Line ${line} of the policy is wrong: ${what}.`,
  );
}

/** What keeps `text` from being a tlog-policy; `undefined` for one. */
export function policyFault(text: string): PolicyFault | undefined {
  const read = readText(text);
  return 'what' in read ? read : undefined;
}

function readText(text: string): Policy | PolicyFault {
  const policy = new PolicyReader();
  for (const [index, line] of text.split('\n').entries()) {
    const what = policy.readLine(line);
    if (what !== undefined) return { line: index + 1, what };
  }
  const { logs, witnesses, quorum } = policy;
  return quorum === undefined
    ? { what: 'has no quorum line: add "quorum none" to ask for no witness' }
    : { logs, witnesses, quorum };
}

/** What the lines read so far define. `readLine` gives what is wrong with a line. */
class PolicyReader {
  readonly logs: NoteVerifier[] = [];
  readonly witnesses = new Map<string, NoteVerifier>();
  quorum: Quorum | undefined;
  readonly #defined = new Map<string, Quorum>();
  readonly #members = new Set<string>();

  readLine(line: string): string | undefined {
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/u.test(line)) return 'it has a control character';
    const [keyword, ...items] = line.split(/[ \t]+/u).filter((item) => item !== '');
    if (keyword === undefined || keyword.startsWith('#')) return undefined;
    switch (keyword) {
      case 'log':
        return this.#readLog(items);
      case 'witness':
        return this.#readWitness(items);
      case 'group':
        return this.#readGroup(items);
      case 'quorum':
        return this.#readQuorum(items);
      default:
        return `"${keyword}" is none of log, witness, group and quorum`;
    }
  }

  #readLog([vkey, , ...rest]: string[]): string | undefined {
    if (vkey === undefined || rest.length > 0) return 'it must read "log <vkey> [<url>]"';
    const verifier = readKey(vkey, 'log');
    if (typeof verifier === 'string') return verifier;
    if (isAmong(verifier, this.logs)) return 'its key is listed twice';
    this.logs.push(verifier);
    return undefined;
  }

  #readWitness([name, vkey, , ...rest]: string[]): string | undefined {
    if (name === undefined || vkey === undefined || rest.length > 0)
      return 'it must read "witness <name> <vkey> [<url>]"';
    const verifier = readKey(vkey, 'witness');
    if (typeof verifier === 'string') return verifier;
    if (isAmong(verifier, [...this.witnesses.values()])) return 'its key is listed twice';
    this.witnesses.set(name, verifier);
    return this.#define(name, (cosigned) => cosigned.has(name));
  }

  #readGroup([name, threshold, ...members]: string[]): string | undefined {
    if (name === undefined || threshold === undefined || members.length === 0)
      return 'it must read "group <name> all|any|<k> <name>…"';
    const needed = threshold === 'all' ? members.length : threshold === 'any' ? 1 : readCount(threshold);
    if (needed === undefined || needed < 1 || needed > members.length)
      return `its threshold must be all, any or 1 to ${members.length}`;
    const quorums: Quorum[] = [];
    for (const member of members) {
      const quorum = this.#defined.get(member);
      if (quorum === undefined) return `"${member}" is not defined above`;
      if (this.#members.has(member)) return `"${member}" is a member already`;
      this.#members.add(member);
      quorums.push(quorum);
    }
    return this.#define(name, (cosigned) => quorums.filter((quorum) => quorum(cosigned)).length >= needed);
  }

  #readQuorum([name, ...rest]: string[]): string | undefined {
    if (name === undefined || rest.length > 0) return 'it must read "quorum <name>"';
    if (this.quorum !== undefined) return 'there is a quorum line already';
    this.quorum = name === NO_QUORUM ? () => true : this.#defined.get(name);
    return this.quorum === undefined ? `"${name}" is not defined above` : undefined;
  }

  #define(name: string, quorum: Quorum): string | undefined {
    if (name === NO_QUORUM || this.#defined.has(name)) return `the name "${name}" is taken`;
    this.#defined.set(name, quorum);
    return undefined;
  }
}

function readKey(vkey: string, kind: NoteVerifier['kind']): NoteVerifier | string {
  try {
    const verifier = parseVerifierKey(vkey);
    return verifier.kind === kind ? verifier : `its key is that of a ${verifier.kind}`;
  } catch (error) {
    return error instanceof VaultMeshError ? error.message.replace(/\.$/u, '') : String(error);
  }
}

const readCount = (text: string): number | undefined =>
  /^[1-9][0-9]{0,3}$/u.test(text) ? Number(text) : undefined;

/** Keys are the same when their public keys are, whatever their names (C2SP tlog-policy, "Public key representation"). */
const isAmong = ({ publicKey }: NoteVerifier, others: readonly NoteVerifier[]): boolean =>
  others.some((other) => toHex(other.publicKey) === toHex(publicKey));
