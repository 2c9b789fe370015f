/** The address of a service as it may stand in a message or a receipt: credentials and query may hold a secret. */
export function publicAddress(url: string): string {
  if (!URL.canParse(url)) return 'an address that is no URL';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
