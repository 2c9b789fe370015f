/** Why a template failed, as nunjucks tells it: the last line of what it nests, without the names of the errors. */
export function renderFailure(error: unknown): string {
  const [reason = ''] = String(error).trim().split('\n').slice(-1);
  return reason.trim().replace(/^((\w*Error|Template render error): )+/, '');
}
