/**
 * Whether a file of a release is named as what goes beside another one of them: its signature, token, bundle or proof, such as
 * `app.tar.gz.2.tsr` beside `app.tar.gz`.
 */
export function isEvidenceName(name: string, names: { readonly has: (name: string) => boolean }): boolean {
  const [, of] = /^(.+?)(?:(?:\.[1-9]\d*)?\.(?:asc|tsr|sigstore\.json)|\.vmproof)$/u.exec(name) ?? [];
  return of !== undefined && names.has(of);
}
