import { printableLines } from '../../common/printable.ts';
import { NOT_IN_XML } from '../../common/xml-text.ts';

/**
 * `text` of somebody who is not trusted as a page or a feed shows it: its lines stay, and U+FFFD stands for what deceives,
 * and for what XML has no character for.
 */
export const shown = (text: string): string => printableLines(text).replace(NOT_IN_XML, '\ufffd');
