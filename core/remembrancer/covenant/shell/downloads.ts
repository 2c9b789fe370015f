import type { Command, Word } from './command.ts';
import { outputFile } from './output-file.ts';
import { programOf } from './program-of.ts';

const DOWNLOADERS = new Set([
  'curl',
  'wget',
  'aria2c',
  'fetch',
  'iwr',
  'irm',
  'invoke-webrequest',
  'invoke-restmethod',
]);

/** A request of a program such as curl. */
export interface Download {
  /** The words that are addresses: `http://…`, `https://…`, or a variable that may be one. */
  readonly addresses: readonly Word[];
  /** The file that it writes; absent where it writes to its output. */
  readonly file?: Word | { readonly text: string };
}

/** Of curl and wget, the options that take a word which is no address. */
const OPTIONS_WITH_WORDS =
  /^(?:-[A-Za-z]*[oOHdXuAeFTPUmbcCKrwyYzQE]|--(?:output|output-document|output-dir|header|data|data-[a-z]+|request|user|user-agent|referer|form|form-string|upload-file|retry|retry-delay|retry-max-time|max-time|connect-timeout|timeout|tries|waitretry|write-out|cacert|cert|key|proxy|proxy-user|config|cookie|cookie-jar|range|directory-prefix|post-data|post-file|method|body-data|http-user|http-password|resolve|limit-rate|max-redirs|noproxy|proto|tlsv1|interface|unix-socket|oauth2-bearer|aws-sigv4))$/;
const LOOPBACK =
  /^(?:https?:\/\/)?(?:[^/@\s]*@)?(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|169\.254\.\d+\.\d+|\[::1?\]|host\.docker\.internal)(?=[:/?#]|$)/i;
const ADDRESS = /^(?:https?:\/\/|ftp:\/\/)/i;
const EXPANSION = /^(?:\$|\{\{)/;

/** What a command requests over a network; `undefined` of any other, and of requests to this machine. */
export function downloadOf(command: Command): Download | undefined {
  const [name, ...rest] = command.words;
  const program = programOf(name.text).toLowerCase();
  if (!DOWNLOADERS.has(program)) return undefined;
  const addresses: Word[] = [];
  let file: Download['file'];
  let isRemoteName = program === 'wget' || program === 'aria2c';
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at];
    if (!word) continue;
    const { text } = word;
    const isShort = /^-[A-Za-z#]+$/.test(text);
    const next = rest[at + 1];
    if (program === 'curl' ? /^(?:-[A-NP-Za-z#]*O[A-Za-z#]*|--remote-name)$/.test(text) : false) {
      isRemoteName = true;
      if (/o$/.test(text)) at++;
    } else if (outputOption(program).test(text)) {
      if (next) file = next;
      at++;
    } else if (/^--(?:output|output-document)=/.test(text)) {
      file = { text: text.slice(text.indexOf('=') + 1) };
    } else if (/^-[oO]./.test(text) && (program === 'wget' || program === 'curl') && !isShort) {
      file = { text: text.slice(2) };
    } else if (text === '--url' || text === '-Uri') {
      continue;
    } else if (text.startsWith('-')) {
      if (program === 'wget' && /^-q?O-$/.test(text)) file = { text: '-' };
      else if (OPTIONS_WITH_WORDS.test(text)) at++;
    } else if (
      ADDRESS.test(text) ||
      EXPANSION.test(text) ||
      (addresses.length === 0 && /^[\w-]+\.[\w.-]+\//.test(text))
    ) {
      addresses.push(word);
    }
  }
  if (addresses.length === 0 || addresses.every(({ text }) => LOOPBACK.test(text))) return undefined;
  if (file === undefined && isRemoteName) file = { text: lastPart(addresses.at(-1)?.text ?? '') };
  if (file === undefined || /^(?:-|\/dev\/stdout)$/.test(file.text)) file = outputFile(command);
  return { addresses, ...(file && !file.text.startsWith('/dev/') && { file }) };
}

function outputOption(program: string): RegExp {
  if (program === 'wget') return /^(?:-[A-Za-z]*O|--output-document)$/;
  if (program === 'curl') return /^(?:-[A-Za-z#]*o|--output)$/;
  return /^(?:-o|-OutFile)$/i;
}

/** The last part of an address's path, without its query. */
const lastPart = (address: string): string => {
  const [path = ''] = address.split(/[?#]/, 1);
  return path.slice(path.lastIndexOf('/') + 1);
};
