import { withoutUserinfo } from '../core/common/without-userinfo.ts';
import type { Terminal } from './terminal.ts';

/** `terminal`, to which no name and password of an address is ever written, whoever quotes the address. */
export const redactingTerminal = (terminal: Terminal): Terminal => ({
  ...terminal,
  print: (text) => {
    terminal.print(withoutUserinfo(text));
  },
  tell: (text) => {
    terminal.tell(withoutUserinfo(text));
  },
  ask: (question) => terminal.ask(withoutUserinfo(question)),
});
