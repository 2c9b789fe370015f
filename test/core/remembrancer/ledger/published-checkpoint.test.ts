import { describe, expect, it } from '@jest/globals';

import {
  addSignatures,
  cosign,
  formatCheckpoint,
  generateLogKey,
  generateWitnessKey,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
  publishedCheckpoint,
  signNote,
  splitNote,
} from '../../../../core/remembrancer/ledger/index.ts';

const [first, second] = [generateLogKey('log.example'), generateLogKey('log.example')];
const [old, renewed] = [parseSignerKey(first.signerKey), parseSignerKey(second.signerKey)];
const text = formatCheckpoint({ origin: 'log.example', size: 3, root: new Uint8Array(32) });
const witness = parseWitnessKey(generateWitnessKey('witness.example').signerKey);
const cosigned = (note: string): string => cosign(note, witness, () => new Date('2026-11-20T09:30:00Z'));

describe('the checkpoint as it was published', () => {
  it('is the note without what witnesses added, before or behind', () => {
    const note = signNote(text, old);
    const [cosignature] = splitNote(cosigned(note)).lines.slice(1);
    const before = addSignatures(addSignatures(note, cosignature!), ...splitNote(note).lines);
    expect(splitNote(before).lines[0]!.name).toBe('witness.example');
    for (const each of [note, cosigned(note), before]) {
      expect(publishedCheckpoint(each, [parseVerifierKey(first.verifierKey)])).toBe(note);
    }
  });

  it('has the lines of both keys while one takes the place of the other, whichever is known', () => {
    const note = signNote(text, old, renewed);
    for (const { verifierKey } of [first, second]) {
      expect(publishedCheckpoint(cosigned(note), [parseVerifierKey(verifierKey)])).toBe(note);
    }
  });

  it('is none that no known key of the log signed', () => {
    const stranger = parseVerifierKey(generateLogKey('log.example').verifierKey);
    expect(() => publishedCheckpoint(signNote(text, old), [stranger])).toThrow(
      'no signature by a trusted key',
    );
  });
});
