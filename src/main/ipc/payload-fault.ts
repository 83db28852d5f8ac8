/** More than any form allows: 10,000 corrections have about 100,000. */
const MAX_VALUES = 200_000;

/**
 * What keeps a payload from being compared with its form at all. The forms look at every key and every element, which of
 * millions would hold up the shell for minutes.
 * @param mayHoldBytes whether the form has a place for bytes; their number is checked there
 */
export function payloadFault(payload: unknown, mayHoldBytes: boolean): string | null {
  const left: unknown[] = [payload];
  let values = 1;
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (ArrayBuffer.isView(value)) {
      if (mayHoldBytes && value !== payload && value instanceof Uint8Array) continue;
      return 'bytes, where none belong';
    }
    const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    if (!isPlain) return 'an object of another kind than {} and []';
    const fields = value as Record<string, unknown>;
    for (const key in fields) {
      if (++values > MAX_VALUES) return `more than ${MAX_VALUES} values`;
      left.push(fields[key]);
    }
  }
  return null;
}
