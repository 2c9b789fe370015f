/** The message of a commit that brings the log to `size` entries (when it does) and admits the operations `ids`. */
export function commitMessage(size: number | undefined, ids: readonly string[]): string {
  const [first, ...others] = ids;
  const admits =
    first === undefined ? [] : [`admit ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`];
  const integrates = size === undefined ? [] : [`${size} ${size === 1 ? 'entry' : 'entries'}`];
  return `ledger: ${[...integrates, ...admits].join(', ')}`;
}
