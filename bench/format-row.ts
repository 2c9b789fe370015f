import type { Figure } from './figure.ts';

/** Whether `figure` is within what is asked for; so is one of which nothing is. */
export const meetsBound = ({ value, atMost, atLeast }: Figure): boolean =>
  value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);

/** One row of the Markdown table: what, at, measured, wanted. */
export function formatRow(figure: Figure): string {
  const { what, at, value, unit, atMost, atLeast } = figure;
  const shown = value >= 100 || unit === 'lines' ? value.toFixed(0) : value.toPrecision(3);
  const bounds = [
    ...(atMost === undefined ? [] : [`≤ ${atMost}`]),
    ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
    ...(meetsBound(figure) ? [] : ['(missed)']),
  ];
  return `| ${what} | ${at} | ${shown} ${unit} | ${bounds.join(' ')} |`;
}
