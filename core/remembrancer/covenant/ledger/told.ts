import { printable } from '../../../common/printable.ts';
import { shortened } from '../../../common/shortened.ts';

/** What a message may have of what stands on a ledger, in characters: names there can be of any length and content. */
const MOST_CHARACTERS = 700;

/** `text`, which has words of a ledger or a note in it, as a message shows it. */
export const told = (text: string): string => printable(shortened(text, MOST_CHARACTERS));
