import { appMark } from '../app-mark.ts';
import type { Giver } from '../github/answer.ts';

/** What stands in the app's answer to the comment that a plan was asked for with, and says that it was shown there. */
export const planMark = (webhookSecret: string, comment: Giver, hash: string): string =>
  appMark(webhookSecret, 'plan', comment, hash);
