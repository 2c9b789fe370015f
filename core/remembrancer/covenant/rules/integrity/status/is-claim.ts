/** What a state begins with that says that something works, after marks. */
const WORKS =
  /^(?:works?|working|done|implemented|completed?|supported|yes|stable|passe[sd]|passing|shipped|available|ready|finished|ok|okay|verified|tested|released|live|fully?|green)\b/i;
const MARK = /^(?:✅|✔|☑|🟢|:white_check_mark:|:heavy_check_mark:|:green_circle:|\[x\])/iu;
/** What takes it back. */
const NOT = /\b(?:not|un(?:tested|verified|released)|planned|todo|never)\b/i;

/** Whether a state such as `works in the sandbox` says that something works; `not tried yet`, `planned` and `–` do not. */
export function isClaim(state: string): boolean {
  const words = state.replace(/[*`~]|^[ _]+|[ _]+$/g, '').trim();
  if (MARK.test(words)) return true;
  return WORKS.test(words) && !NOT.test(words.replace(/[,;:(].*/s, ''));
}
