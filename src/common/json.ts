/** The value of a JSON text; undefined where it is none, which no form takes for a value. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
