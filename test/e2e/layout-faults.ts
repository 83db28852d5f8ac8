/** What does not fit in the window: what scrolls sideways, controls beyond its edge, words over words. Runs in the page. */
export function layoutFaults(): string[] {
  const faults: string[] = [];
  const nameOf = (element: Element) => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '')
      .trim()
      .replaceAll(/\s+/g, ' ');
    return `${element.localName}.${element.getAttribute('class') ?? ''} “${words.slice(0, 60)}”`;
  };
  for (const element of document.querySelectorAll('*')) {
    const { overflowX } = getComputedStyle(element);
    const isRoot = element === document.documentElement;
    if (!isRoot && overflowX !== 'auto' && overflowX !== 'scroll') continue;
    if (element.scrollWidth > element.clientWidth + 1)
      faults.push(
        `scrolls sideways, ${element.scrollWidth} in ${element.clientWidth} px: ${nameOf(element)}`,
      );
  }

  /** The part of a box that no ancestor cuts off. */
  const seenPart = (box: DOMRect, within: Element) => {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    for (let at: Element | null = within; at; at = at.parentElement) {
      const { overflowX, overflowY, clipPath, opacity, visibility } = getComputedStyle(at);
      if (opacity === '0' || visibility === 'hidden' || clipPath.startsWith('inset(50%')) return null;
      const edge = at.getBoundingClientRect();
      if (overflowX !== 'visible') [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    [left, right] = [Math.max(0, left), Math.min(innerWidth, right)];
    [top, bottom] = [Math.max(0, top), Math.min(innerHeight, bottom)];
    return right - left < 3 || bottom - top < 3 ? null : { left, top, right, bottom };
  };
  type Part = NonNullable<ReturnType<typeof seenPart>>;

  /** Whether something opaque lies over it. */
  const isCovered = ({ left, top, right, bottom }: Part, own: Element) => {
    for (const element of document.elementsFromPoint((left + right) / 2, (top + bottom) / 2)) {
      if (element === own || element.contains(own)) return false;
      if (!/^rgba\(.*, 0\)$|^transparent$/.test(getComputedStyle(element).backgroundColor)) return true;
    }
    return true;
  };

  for (const control of document.querySelectorAll(
    'button, input, select, a[href], [role="tab"], [role="combobox"]',
  )) {
    const box = control.getBoundingClientRect();
    const part = box.width > 0 ? seenPart(box, control.parentElement!) : null;
    if (part && box.width - (part.right - part.left) > 1)
      faults.push(`cut off at the side: ${nameOf(control)}`);
  }

  for (const text of document.querySelectorAll('svg [clip-path] > text')) {
    const box = text.getBoundingClientRect();
    const room = text.parentElement!.querySelector('rect')!.getBoundingClientRect();
    if (box.right > room.right + 1) faults.push(`cut off in its box: ${nameOf(text)}`);
  }

  const texts: { part: Part; words: string; own: Element }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const own = node.parentElement!;
    const words = node.textContent?.trim() ?? '';
    if (words === '' || own.closest('script, style, option')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const part = seenPart(box, own);
      if (part && !isCovered(part, own)) texts.push({ part, words, own });
    }
  }
  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) {
      if (a.own === b.own) continue;
      const across = Math.min(a.part.right, b.part.right) - Math.max(a.part.left, b.part.left);
      const down = Math.min(a.part.bottom, b.part.bottom) - Math.max(a.part.top, b.part.top);
      // Line boxes are higher than letters: a few pixels are none of theirs.
      if (across > 2 && down > 5)
        faults.push(`“${a.words.slice(0, 40)}” lies over “${b.words.slice(0, 40)}”`);
    }
  });
  return faults;
}
