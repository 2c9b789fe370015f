import { Buffer } from 'buffer';

/** What stands in for Node's global `Buffer`: the build puts it, and `atob`, wherever these names are used. */
export { Buffer };

/** openpgp.js reads base64 with `Buffer` in Node, which passes over what is none, and with this in a browser. */
export const atob = (text: string): string => Buffer.from(text, 'base64').toString('latin1');
