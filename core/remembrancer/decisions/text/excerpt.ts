import { printable } from '../../../common/printable.ts';
import { shortened } from '../../../common/shortened.ts';

/** Text of a file that is not trusted, to be quoted in a message. */
export const excerpt = (text: string): string => `"${shortened(printable(text).trim(), 60)}"`;
