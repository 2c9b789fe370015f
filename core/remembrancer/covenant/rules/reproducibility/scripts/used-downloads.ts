import type { Command } from '../../../shell/command.ts';
import { downloadOf } from '../../../shell/downloads.ts';
import { upstreamOf } from '../../../shell/upstream.ts';
import { fileName, isInProgramFolder, usesOf, useOfInput } from './file-uses.ts';

/** A download whose file is then run, unpacked or installed by the same script. */
export interface UsedDownload {
  readonly command: Command;
  readonly address: string;
  /** What is done with it: `unpacked`, `run`. */
  readonly use: string;
}

/** The downloads of a script that it goes on to use as programs or archives. Into a shell it is another rule's. */
export function usedDownloads(commands: readonly Command[]): readonly UsedDownload[] {
  const downloads = commands.flatMap((command) => {
    const download = downloadOf(command);
    if (!download) return [];
    return download.addresses.slice(-1).map(({ text }) => ({ command, file: download.file, address: text }));
  });
  const piped = new Map<Command, string>();
  const files = new Map<string, string>();
  const endings = new Set<string>();
  for (const command of commands) {
    const input = useOfInput(command);
    if (input !== undefined) for (const source of upstreamOf(command)) piped.set(source, input);
    for (const { file, use } of usesOf(command)) {
      const [, ending] = /[*?]([^*?]*\.\w+)$/.exec(file) ?? [];
      if (ending !== undefined) endings.add(ending);
      files.set(fileName(file), use);
    }
  }
  files.delete('');
  const lengths = new Set(Array.from(endings, ({ length }) => length));
  return downloads.flatMap(({ command, file, address }) => {
    const use = file === undefined ? piped.get(command) : fileUse(file.text);
    return use === undefined ? [] : [{ command, address, use }];
  });

  function fileUse(file: string): string | undefined {
    const name = fileName(file);
    const isGlobbed = [...lengths].some((length) => endings.has(name.slice(-length)));
    return (
      files.get(name) ??
      (isInProgramFolder(file) ? 'installed' : undefined) ??
      (isGlobbed ? 'unpacked or run' : undefined)
    );
  }
}
