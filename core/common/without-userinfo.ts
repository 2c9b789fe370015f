/** Name and password in front of a host, up to the last `@` before the path. */
const USERINFO = /\b([a-z][a-z0-9+.-]*):\/\/([^\s/?#"'<>\\]*)@/giu;

/**
 * `text` with the name and the password taken out of every address in it: a token belongs there only on its way to git.
 * The login name of an ssh address, which is no secret, stays.
 */
export const withoutUserinfo = (text: string): string =>
  text.replace(USERINFO, (all, scheme: string, userinfo: string) =>
    /ssh/iu.test(scheme) && !userinfo.includes(':') ? all : `${scheme}://`,
  );
