import type { NoteVerifier } from '../note/note-verifier.ts';

const GROUP = 'any-witness';

/**
 * The tlog-policy that a ledger suggests to its readers: its own key, and one of the witnesses that it knows of.
 * A hint: verifiers bring a policy of their own.
 */
export function formatPolicy(log: NoteVerifier, witnesses: readonly NoteVerifier[]): string {
  const names = witnesses.map(({ name }) => name);
  return [
    `log ${log.verifierKey}`,
    ...witnesses.map(({ name, verifierKey }) => `witness ${name} ${verifierKey}`),
    ...(names.length === 0 ? [] : [`group ${GROUP} any ${names.join(' ')}`]),
    `quorum ${names.length === 0 ? 'none' : GROUP}`,
    '',
  ].join('\n');
}
