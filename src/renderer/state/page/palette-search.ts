interface Found {
  title: string;
  detail?: string | undefined;
  words?: string[] | undefined;
}

/**
 * How well a command fits what was typed: every typed word must begin a word of it, those of the title count most.
 * @returns null where it does not fit
 */
export function fit({ title, detail = '', words = [] }: Found, typed: string): number | null {
  const inTitle = split(title);
  const inRest = split([detail, ...words].join(' '));
  let score = 0;
  for (const word of split(typed)) {
    const place = inTitle.findIndex((own) => own.startsWith(word));
    if (place >= 0) score += 10 - Math.min(place, 5);
    else if (title.toLowerCase().includes(word)) score += 3;
    else if (inRest.some((own) => own.startsWith(word))) score += 2;
    else return null;
  }
  return score;
}

/** Those that fit, the best first; in their own order where nothing was typed. */
export function search<C extends Found>(commands: readonly C[], typed: string): C[] {
  return commands
    .flatMap((command) => {
      const score = fit(command, typed);
      return score === null ? [] : [{ command, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

function split(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s.,/·–-]+/)
    .filter(Boolean);
}
