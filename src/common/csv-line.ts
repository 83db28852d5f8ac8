/** A spreadsheet takes text that begins like this for a formula, which may fetch or run something. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * One line of a CSV file (RFC 4180), without its end. Text that a spreadsheet would take for a formula begins with an
 * apostrophe, numbers do not.
 */
export function csvLine(fields: readonly (string | number)[]): string {
  return fields.map(csvCell).join(',');
}

function csvCell(field: string | number): string {
  const text = String(field);
  const safe = FORMULA.test(text) && !NUMBER.test(text) && typeof field === 'string' ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
