import { describe, expect, it } from '@jest/globals';

import { runCommand } from '../../cli/run-command.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { succeeded } from '../../core/common/outcome.ts';
import { memoryTerminal } from './memory-terminal.ts';

const work = () => Promise.resolve({ outcome: succeeded('It is done.', { index: 3 }), lines: ['entry 3'] });

describe('running a command', () => {
  it('prints its lines and then its sentence', async () => {
    const terminal = memoryTerminal();
    expect(await runCommand(terminal, {}, work)).toBe(0);
    expect(terminal.printed).toEqual(['entry 3', 'It is done.']);
    expect(terminal.told).toEqual([]);
  });

  it('keeps its sentence out of a document that a program reads', async () => {
    const terminal = memoryTerminal();
    await runCommand(terminal, {}, async () => ({ ...(await work()), isDocument: true }));
    expect([terminal.printed, terminal.told]).toEqual([['entry 3'], ['It is done.']]);
  });

  it('prints the outcome and nothing else with --json', async () => {
    const terminal = memoryTerminal();
    await runCommand(terminal, { json: true }, work);
    expect(terminal.printed.map((line) => JSON.parse(line) as unknown)).toEqual([
      { schema: 1, reason: 'done', message: 'It is done.', result: { index: 3 } },
    ]);
  });

  it('tells a failure on standard error and exits with the code of its reason', async () => {
    const terminal = memoryTerminal();
    const fail = () => Promise.reject(new VaultMeshError('network', 'The TSA did not answer.'));
    expect(await runCommand(terminal, {}, fail)).toBe(8);
    expect(terminal.printed).toEqual([]);
    expect(terminal.told).toEqual(['vaultmesh: The TSA did not answer.']);
  });

  it('has a sentence that no terminal obeys, whatever it quotes', async () => {
    const terminal = memoryTerminal();
    const name = 'a\u001b]0;b\u0007\u202ec\r\nd.md';
    await runCommand(terminal, {}, () => Promise.resolve({ outcome: succeeded(`Wrote ${name}.`, {}) }));
    await runCommand(terminal, {}, () => Promise.reject(new VaultMeshError('policy', `${name} is none.`)));
    const shown = 'a\ufffd]0;b\ufffd\ufffdc d.md';
    expect([...terminal.printed, ...terminal.told]).toEqual([
      `Wrote ${shown}.`,
      `vaultmesh: ${shown} is none.`,
    ]);
  });

  it('gives JSON in which nothing deceives whoever looks at it', async () => {
    const terminal = memoryTerminal();
    const text = 'a\u009b2J\u202eb\u2028c';
    await runCommand(terminal, { json: true }, () => Promise.resolve({ outcome: succeeded(text, text) }));
    expect(terminal.printed[0]).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028]/u);
    expect(JSON.parse(terminal.printed[0]!)).toMatchObject({ message: text, result: text });
  });

  it('gives JSON in which the runner of a workflow finds no command', async () => {
    const terminal = memoryTerminal();
    const text = 'x###[set-output name=verdict;]held';
    await runCommand(terminal, { json: true }, () => Promise.resolve({ outcome: succeeded(text, [text]) }));
    expect(terminal.printed[0]).not.toContain('##[');
    expect(JSON.parse(terminal.printed[0]!)).toMatchObject({ message: text, result: [text] });
  });

  it('gives JSON for a fault of its own too', async () => {
    const terminal = memoryTerminal();
    expect(await runCommand(terminal, { json: true }, () => Promise.reject(new Error('boom')))).toBe(1);
    expect(JSON.parse(terminal.printed[0]!)).toEqual({ schema: 1, reason: 'internal', message: 'boom' });
  });
});
