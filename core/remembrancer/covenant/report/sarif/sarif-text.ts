import { printable } from '../../../../common/printable.ts';
import type { SarifText } from './sarif-log.ts';

/**
 * `text` as a message that says just this. SARIF takes `[words](target)` for a link and `{0}` for the place of an
 * argument. It has escapes for both, which not every reader undoes; a blank keeps the text legible in all of them.
 */
export const sarifText = (text: string): SarifText => ({
  text: printable(text)
    .replaceAll('](', '] (')
    .replace(/\{(\d+)\}/gu, '{ $1 }'),
});
