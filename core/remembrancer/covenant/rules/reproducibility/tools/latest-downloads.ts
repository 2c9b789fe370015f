import type { Command, Word } from '../../../shell/command.ts';
import { downloadOf } from '../../../shell/downloads.ts';
import { runsItsInput } from '../../../shell/interpreters.ts';
import { upstreamOf } from '../../../shell/upstream.ts';
import { useOfInput } from '../scripts/file-uses.ts';

/** Whether an address is of the latest version, whichever that is. */
export const isOfLatest = (address: string): boolean => /^[^?#]*\/latest\//i.test(address);

/** The addresses from which commands download a file of the latest version. What is only printed is not one. */
export function latestDownloads(commands: readonly Command[]): readonly Word[] {
  const used = new Set(
    commands.filter((each) => useOfInput(each) !== undefined || runsItsInput(each)).flatMap(upstreamOf),
  );
  return commands.flatMap((command) => {
    const download = downloadOf(command);
    if (!download || !(download.file || used.has(command))) return [];
    return download.addresses.filter(({ text }) => isOfLatest(text));
  });
}
