import { describe, expect, it } from '@jest/globals';
import { fromUtf8 } from '../../../../../core/common/bytes.ts';
import {
  checkPolicy,
  EMPTY_ROOT,
  emptyLedger,
  generateLogKey,
  generateWitnessKey,
  initLedger,
  memoryStore,
  parsePolicy,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';

const key = generateLogKey('github.com/acme/app');
const signer = parseSignerKey(key.signerKey);

describe('a new ledger', () => {
  it('has a signed checkpoint of the empty tree, the public key, and no private one', () => {
    const files = emptyLedger(signer);
    expect([...files.keys()]).toEqual([
      'README.md',
      'badge.svg',
      'checkpoint',
      'policy',
      'state.json',
      'vkey',
    ]);
    const text = (path: string): string => fromUtf8(files.get(path)!);
    const checked = checkPolicy(text('checkpoint'), parsePolicy(text('policy')));
    expect(checked).toMatchObject({ checkpoint: { size: 0, root: EMPTY_ROOT }, quorumMet: true });
    expect(text('vkey')).toBe(`${key.verifierKey}\n`);
    for (const path of files.keys()) expect(text(path)).not.toContain(key.signerKey.slice(-24));
  });

  it('suggests a policy of any one of the witnesses that it was given', () => {
    const [a, b] = [generateWitnessKey('a.example'), generateWitnessKey('b.example')];
    const policy = fromUtf8(
      emptyLedger(signer, { witnesses: [a.verifierKey, b.verifierKey] }).get('policy')!,
    );
    const { witnesses, quorum } = parsePolicy(policy);
    expect([...witnesses.keys()]).toEqual(['a.example', 'b.example']);
    expect([quorum(new Set()), quorum(new Set(['b.example']))]).toEqual([false, true]);
  });

  it('takes no key for a witness that its own readers would refuse', () => {
    const { verifierKey } = generateWitnessKey('a.example');
    const other = generateLogKey('b.example').verifierKey;
    expect(() => emptyLedger(signer, { witnesses: [other] })).toThrow('its key is that of a log');
    expect(() => emptyLedger(signer, { witnesses: [verifierKey, verifierKey] })).toThrow('listed twice');
  });

  it('is begun once', async () => {
    const store = memoryStore();
    await initLedger(store, signer);
    await expect(initLedger(store, signer)).rejects.toMatchObject({ code: 'conflict' });
    expect(store.history()).toHaveLength(1);
  });
});
