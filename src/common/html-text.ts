const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Words as the text of an HTML page or the value of an attribute, whatever is in them. */
export function htmlText(words: string): string {
  return words.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
