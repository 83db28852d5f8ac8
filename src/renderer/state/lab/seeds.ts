export type Seeds = { ok: number[] } | { problem: 'empty' | 'unreadable' | 'range' | 'many'; text: string };

const MOST = 20;

/** `1, 2, 5-8` as whole numbers from 0 below 2³², each once. */
export function parseSeeds(text: string): Seeds {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0) return { problem: 'empty', text };
  const seeds = new Set<number>();
  for (const part of parts) {
    const found = /^(\d+)(?:[-–…](\d+))?$/.exec(part);
    if (!found) return { problem: 'unreadable', text: part };
    const first = Number(found[1]);
    const last = found[2] === undefined ? first : Number(found[2]);
    if (last < first || last >= 2 ** 32) return { problem: 'range', text: part };
    if (last - first >= MOST) return { problem: 'many', text: part };
    for (let seed = first; seed <= last; seed++) seeds.add(seed);
  }
  return seeds.size > MOST ? { problem: 'many', text } : { ok: [...seeds] };
}
