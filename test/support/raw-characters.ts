/** Texts, hover titles and names for screen readers that hold codes which act instead of being seen. Runs in the page. */
export function rawCharacters(): string[] {
  const codes = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
  const found: string[] = [];
  const note = (where: string, text: string | null) => {
    if (text !== null && codes.test(text)) found.push(`${where}: ${JSON.stringify(text)}`);
  };
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('script, style')) continue;
    for (const name of ['title', 'aria-label', 'alt', 'placeholder'])
      note(`${element.localName} ${name}`, element.getAttribute(name));
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE)
        note(element.localName, node.textContent!.trim().replaceAll(/\s*\n\s*/g, ' '));
    if (element instanceof HTMLInputElement) note('input value', element.value);
  }
  return found;
}
