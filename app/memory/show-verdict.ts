import type { LayerVerdict } from '../../core/remembrancer/evidence/index.ts';
import { conclusionOf, type Conclusion } from './conclusion.ts';
import { markdownTable, told } from './told.ts';
import type { JudgedFile } from './verify-release.ts';

/** A file with what became of it and, where it has layers, the verdict on each; lines of Markdown. */
export function showFile(file: JudgedFile): string[] {
  const heading = `**${told(file.name)}: ${conclusionOfFile(file)}**`;
  if ('why' in file) return [`${heading}. ${told(file.why, 700)}`];
  return [
    file.note === undefined ? heading : `${heading}. ${told(file.note)}`,
    '',
    ...layerTable(file.layers),
  ];
}

export const conclusionOfFile = (file: JudgedFile): Conclusion =>
  'why' in file ? file.status : conclusionOf(file.layers);

/** The verdict per layer. */
export const layerTable = (layers: readonly LayerVerdict[]): string[] =>
  markdownTable(
    ['Layer', 'Verdict', 'Detail'],
    layers.map(({ layer, status, detail }) => [layer, `**${status}**`, told(detail)]),
  );

/** What the words of an answer mean, and how anybody checks without the app. `file` is what stands for the file. */
export const howToCheck = (repository: string, file: string): string =>
  'Who signed and who time-stamped is for a trust file to say, and the app has none: without one these layers are `untrusted` at best. ' +
  `Anybody checks it offline with the file, its \`.vmproof\` and a trust file (\`npx vaultmesh trust init ${repository} --out trust.json\`): ` +
  `\`npx vaultmesh verify ${file} --trust trust.json\``;

/** A name that a shell takes as one word and nothing else; `FILE` for any other. */
export const asArgument = (name: string): string =>
  /^[A-Za-z0-9][\w.+-]{0,150}$/.test(name) ? name : 'FILE';
