import { printable } from '../../../../common/printable.ts';
import { shortened } from '../../../../common/shortened.ts';
import { isPlain } from '../../context-of.ts';
import type { CovenantContext } from '../../covenant-context.ts';
import type { FileText } from '../../file-text.ts';
import type { Found, Range } from '../../found.ts';
import type { FileRule } from '../../rule.ts';
import type { TreeFile } from '../../tree/tree.ts';
import { jsonPlace } from './schemas/json-place.ts';
import { proofFault } from './schemas/proof-fault.ts';
import { type JsonReading, readJson } from './schemas/read-json.ts';
import { isMeantAsReceipt, receiptFault } from './schemas/receipt-fault.ts';
import { type SchemaAnswer, schemaJudge } from './schemas/schema-fault.ts';

/** The largest file that is read, in bytes; JSON that is larger and does not call itself a schema is data. */
const MOST_BYTES = 8 * 1024 * 1024;

const SCHEMA_NAME = /\.schema\.json$/i;
const PROOF_NAME = /\.vmproof$/i;
/** A folder of tests or of their data. */
const OF_TEST = /(?:^|\/)(?:tests?|__tests__|test[-_]?data|(?:__)?fixtures(?:__)?)\//i;
/** What is called so in one is there to be refused. */
const WRONG_ON_PURPOSE = /(?:^|[/._-])(?:invalid|malformed|broken|corrupt|corrupted|bad)[/._-]/i;
/** What stands in a schema that names its dialect, however its slashes are written, and in a receipt. */
const MARKS = ['json-schema.org', '"evidence"'];
/** The address of a dialect, which only a schema has in `$schema`. */
const SCHEMA_ADDRESS = /^https?:\/\/json-schema\.org\/(?:draft[-/][\w-]+\/)?schema#?$/;

/** One for a check, since meta-schemas take long to compile. */
const judges = new WeakMap<CovenantContext, ReturnType<typeof schemaJudge>>();

/** Who reads a schema, a receipt or a proof of the repository can rely on it being one. */
export const schemasAreValid: FileRule = {
  id: 'VM-I-03',
  title: "JSON Schemas and VaultMesh's files are valid",
  severity: 'medium',
  level: 'enforce',
  since: 1,
  fixable: false,
  kind: 'file',
  concerns,
  binary: true,
  mostBytes: MOST_BYTES,
  check,
};

function concerns(file: TreeFile): boolean {
  const { path, size } = file;
  if (!isPlain(file) || (OF_TEST.test(path) && WRONG_ON_PURPOSE.test(path))) return false;
  if (SCHEMA_NAME.test(path) || PROOF_NAME.test(path)) return true;
  return /\.json$/i.test(path) && size <= MOST_BYTES;
}

function check(file: FileText, context: CovenantContext): Found[] {
  const { path } = file;
  if (PROOF_NAME.test(path)) return foundFor('The proof', file, proofFault(file.bytes));
  const isNamedSchema = SCHEMA_NAME.test(path);
  if (!isNamedSchema && !MARKS.some((mark) => file.latin1Bytes.includes(mark))) return [];
  const json = readJson(file.text);
  if (json.kind !== 'json') return isNamedSchema ? [unread(file, json)] : [];
  const { value } = json;
  if (isNamedSchema || isSchema(value)) {
    return foundFor('The JSON Schema', file, judgeOf(context)(value));
  }
  return isMeantAsReceipt(value) ? foundFor('The receipt', file, receiptFault(value)) : [];
}

function judgeOf(context: CovenantContext): ReturnType<typeof schemaJudge> {
  const judge = judges.get(context) ?? schemaJudge();
  judges.set(context, judge);
  return judge;
}

const isSchema = (value: unknown): boolean => {
  // What has a mark in it is not null.
  const { $schema } = value as { readonly $schema?: unknown };
  return typeof $schema === 'string' && SCHEMA_ADDRESS.test($schema);
};

function unread({ path }: FileText, json: Exclude<JsonReading, { kind: 'json' }>): Found {
  if (json.kind === 'beyond') {
    return {
      path,
      message: `Whether the JSON Schema is one cannot be told: ${json.why}`,
      remedy: 'Divide it, or except it with a reason.',
      cannotTell: true,
    };
  }
  const { at } = json;
  return {
    path,
    range: { start: at, end: at },
    message: `The JSON Schema is not JSON: ${printable(shortened(json.why, 200))}`,
    remedy: 'Correct it here: what stands behind cannot be read either.',
  };
}

function foundFor(what: string, file: FileText, answer: SchemaAnswer): Found[] {
  const { path } = file;
  if (answer === undefined) return [];
  if ('cannotTell' in answer) {
    return [
      {
        path,
        message: `${what} cannot be judged: ${printable(shortened(answer.cannotTell, 200))}`,
        remedy: 'Name a dialect or version that is known, or except the file with a reason.',
        cannotTell: true,
      },
    ];
  }
  const { at, what: wrong } = answer;
  const pointer = at.map((name) => `/${name}`).join('');
  const range: Range | undefined = at.length === 0 ? undefined : jsonPlace(file.text, at);
  const where = wrong.startsWith(pointer) ? '' : `${pointer} `;
  return [
    {
      path,
      ...(range && { range }),
      message: `${what} is not valid: ${printable(shortened(where + wrong, 300))}`,
      remedy:
        what === 'The JSON Schema'
          ? 'Correct it, or name the dialect that it is written in.'
          : 'Put back the file as it was made: it is not edited by hand.',
    },
  ];
}
