import { describe, expect, it } from '@jest/globals';
import {
  checkPolicy,
  cosign,
  generateLogKey,
  generateWitnessKey,
  parsePolicy,
  parseSignerKey,
  parseWitnessKey,
  signNote,
} from '../../../../../core/remembrancer/ledger/index.ts';

const log = generateLogKey('log.example');
const NAMES = ['X1', 'X2', 'X3', 'Y1', 'Y2'];
const keys = new Map(NAMES.map((name) => [name, generateWitnessKey(`${name}.example`)]));
const witnessLines = NAMES.map((name) => `witness ${name} ${keys.get(name)!.verifierKey}`).join('\n');

/** The example of tlog-policy.md: two of the X, and any of the Y. */
const POLICY = `# Logs
log ${log.verifierKey} https://log.example/

${witnessLines}
group X-witnesses 2 X1 X2 X3
\t group  Y-witnesses\tany Y1 Y2
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

function checkpoint(
  text = 'log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
  by = log,
): string {
  return signNote(text, parseSignerKey(by.signerKey));
}

const cosigned = (...names: string[]): string =>
  names.reduce(
    (note, name) =>
      cosign(note, parseWitnessKey(keys.get(name)!.signerKey), () => new Date('2026-11-20T09:30:00Z')),
    checkpoint(),
  );

describe('a policy', () => {
  it.each([
    [[], false],
    [['X1', 'X2'], false],
    [['X1', 'Y1'], false],
    [['X1', 'X3', 'Y2'], true],
    [['X1', 'X2', 'X3', 'Y1', 'Y2'], true],
  ])('with the cosignatures of %j has its quorum: %s', (names, quorumMet) => {
    const checked = checkPolicy(cosigned(...names), parsePolicy(POLICY));
    expect(checked).toMatchObject({
      quorumMet,
      witnesses: names,
      checkpoint: { origin: 'log.example', size: 0 },
    });
  });

  it('may ask for one witness, or for none', () => {
    const one = parsePolicy(`log ${log.verifierKey}\n${witnessLines}\nquorum Y1\n`);
    expect(checkPolicy(cosigned('Y1'), one).quorumMet).toBe(true);
    expect(checkPolicy(cosigned('Y2'), one).quorumMet).toBe(false);
    expect(checkPolicy(checkpoint(), parsePolicy(`log ${log.verifierKey}\nquorum none`)).quorumMet).toBe(
      true,
    );
  });

  it('accepts only logs that it names, under their own origin', () => {
    const policy = parsePolicy(`log ${log.verifierKey}\nquorum none\n`);
    const other = generateLogKey('log.example');
    expect(() => checkPolicy(checkpoint(undefined, other), policy)).toThrow('no signature by a trusted key');
    const foreign = checkpoint('other.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n');
    expect(() => checkPolicy(foreign, policy)).toThrow('"other.example" is not signed by a log of that name');
  });

  it('does not take the cosignature of a witness for the signature of a log', () => {
    const policy = parsePolicy(
      `log ${generateLogKey('log.example').verifierKey}\n${witnessLines}\nquorum X1\n`,
    );
    expect(() => checkPolicy(cosigned('X1'), policy)).toThrow('not signed by a log');
  });

  const w = keys.get('X1')!.verifierKey;
  it.each([
    ['', 'no quorum line'],
    ['quorum none\nquorum none', 'Line 2 of the policy is wrong: there is a quorum line already'],
    ['quorum x', '"x" is not defined above'],
    ['quorum none\nlog', 'it must read "log <vkey> [<url>]"'],
    [`log ${log.verifierKey}\nlog ${log.verifierKey}`, 'its key is listed twice'],
    [`log ${w}`, 'its key is that of a witness'],
    [`witness a ${log.verifierKey}`, 'its key is that of a log'],
    [`witness a ${w}\nwitness b ${w}`, 'its key is listed twice'],
    [`witness none ${w}`, 'the name "none" is taken'],
    [`witness a ${w}\ngroup a any a`, 'the name "a" is taken'],
    [`witness a ${w}\ngroup g 2 a`, 'its threshold must be all, any or 1 to 1'],
    [`witness a ${w}\ngroup g 0 a`, 'its threshold must be'],
    [`witness a ${w}\ngroup g any a a`, '"a" is a member already'],
    [`witness a ${w}\ngroup g any a\ngroup h any a`, '"a" is a member already'],
    [`group g any a\nwitness a ${w}`, '"a" is not defined above'],
    ['group g any', 'it must read "group'],
    ['mirror x', '"mirror" is none of log, witness, group and quorum'],
    ['quorum none\r', 'it has a control character'],
  ])('with the lines %j is refused', (text, message) => {
    expect(() => parsePolicy(text)).toThrow(message);
  });
});
