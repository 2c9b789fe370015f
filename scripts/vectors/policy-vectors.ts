import { vectorLogKey, vectorWitnessKey } from './vector-keys.ts';

const log = vectorLogKey('example.com/vectors/log').signer.verifierKey;
const [a, b, c] = ['a', 'b', 'c'].map(
  (name) => vectorWitnessKey(`example.com/witness/${name}`).signer.verifierKey,
);

/** Policies with the sets of witnesses that are a quorum of them, and texts that are no policy. */
export function policyVectors(): object {
  const head = [`log ${log}`, `witness A ${a}`, `witness B ${b}`, `witness C ${c}`];
  const policy = (...lines: string[]): string => [...head, ...lines, ''].join('\n');
  return {
    about: 'C2SP tlog-policy. met and unmet are sets of witnesses that cosigned, by the names of the policy.',
    accepted: [
      { policy: policy('quorum none'), met: [[], ['A']], unmet: [] },
      { policy: policy('quorum A'), met: [['A'], ['A', 'B']], unmet: [[], ['B', 'C']] },
      { policy: policy('group any any A B C', 'quorum any'), met: [['C']], unmet: [[]] },
      { policy: policy('group both all A B', 'quorum both'), met: [['A', 'B']], unmet: [['A'], ['A', 'C']] },
      {
        policy: policy('# two of three', 'group two 2 A B C', '', 'quorum  two'),
        met: [
          ['A', 'C'],
          ['A', 'B', 'C'],
        ],
        unmet: [['B'], []],
      },
      {
        policy: policy('group inner any A B', 'group outer all inner C', 'quorum outer'),
        met: [['B', 'C']],
        unmet: [['A', 'B'], ['C']],
      },
    ],
    refused: [
      { why: 'no quorum', policy: policy() },
      { why: 'two quorums', policy: policy('quorum A', 'quorum A') },
      { why: 'a quorum that is not defined', policy: policy('quorum D') },
      { why: 'a name twice', policy: policy(`witness A ${b}`, 'quorum A') },
      { why: 'a key twice', policy: policy(`witness D ${a}`, 'quorum A') },
      { why: 'a threshold above the members', policy: policy('group g 3 A B', 'quorum g') },
      { why: 'a threshold of zero', policy: policy('group g 0 A B', 'quorum g') },
      { why: 'a member of two groups', policy: policy('group g any A', 'group h any A', 'quorum h') },
      { why: 'a member that comes later', policy: policy('group g any h', 'group h any A', 'quorum g') },
      { why: 'the name none', policy: policy('group none any A', 'quorum none') },
      { why: "a log's key for a witness", policy: policy(`witness D ${log}`, 'quorum none') },
      { why: 'an unknown keyword', policy: policy('tree A', 'quorum none') },
    ],
  };
}
