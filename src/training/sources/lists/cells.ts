/** What may part the cells of a list, the likeliest first. */
const DELIMITERS = [',', ';', '\t', '|'];

/** Cells of one record; undefined where a quoted cell is not closed in it, or has text behind its closing mark. */
export function cellsOf(record: string, delimiter: string): string[] | undefined {
  if (!record.includes('"')) return record.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  for (let at = 0; at <= record.length;) {
    let start = at;
    while (record[start] === ' ') start++;
    let end: number;
    if (record[start] === '"') {
      const closed = quotedCell(record, start + 1, delimiter);
      if (!closed) return undefined;
      cells.push(closed.cell);
      ({ end } = closed);
    } else {
      const next = record.indexOf(delimiter, at);
      end = next < 0 ? record.length : next;
      cells.push(record.slice(at, end).trim());
    }
    at = end + 1;
  }
  return cells;
}

/** @param from behind the opening mark */
function quotedCell(
  record: string,
  from: number,
  delimiter: string,
): { cell: string; end: number } | undefined {
  let cell = '';
  for (let at = from; ;) {
    const mark = record.indexOf('"', at);
    if (mark < 0) return undefined;
    cell += record.slice(at, mark);
    if (record[mark + 1] !== '"') {
      let end = mark + 1;
      while (record[end] === ' ') end++;
      return end === record.length || record[end] === delimiter ? { cell: cell.trim(), end } : undefined;
    }
    cell += '"';
    at = mark + 2;
  }
}

/** `;` of a line `sep=;`, which spreadsheets write first. */
export function statedDelimiter(line: string): string | undefined {
  return /^"?sep=(.)"?$/i.exec(line.replace(/\r$/, ''))?.[1];
}

/** What stands most often in a list's first line, quoted cells aside. */
export function likelyDelimiter(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const count = (mark: string) => bare.split(mark).length;
  return DELIMITERS.reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
