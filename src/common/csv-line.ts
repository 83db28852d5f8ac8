import { stringify } from 'csv-stringify/sync';

/** A spreadsheet takes text that begins like this for a formula, which may fetch or run something. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * One line of a CSV file (RFC 4180), without its end. Text that a spreadsheet would take for a formula begins with an
 * apostrophe, numbers do not.
 */
export function csvLine(fields: readonly (string | number)[]): string {
  // `escape_formulas` of the library would turn negative numbers into text.
  return stringify([fields.map((field) => guarded(String(field)))], { eof: false, quoted_match: /[\r\n]/ });
}

function guarded(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
