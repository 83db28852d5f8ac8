import { DemifaceError } from '../../../artifact/error.ts';
import { columnsOf } from './table.ts';

/** By any of these names; the four places of a box by its size or by its other corner. */
const NAMES = {
  x: ['x', 'left', 'x1', 'xmin', 'face_x'],
  y: ['y', 'top', 'y1', 'ymin', 'face_y'],
  width: ['width', 'w', 'face_width'],
  height: ['height', 'h', 'face_height'],
  right: ['right', 'x2', 'xmax'],
  bottom: ['bottom', 'y2', 'ymax'],
};
export type BoxColumns = Record<keyof typeof NAMES, number>;

const NONE: BoxColumns = { x: -1, y: -1, width: -1, height: -1, right: -1, bottom: -1 };
const FACE = { x: 'face_x', y: 'face_y', width: 'face_width', height: 'face_height' };
/** Names that belong together, the most certain first. */
const TOGETHER: readonly Partial<Record<keyof BoxColumns, string>>[] = [
  FACE,
  { x: 'x1', y: 'y1', right: 'x2', bottom: 'y2' },
  { x: 'xmin', y: 'ymin', right: 'xmax', bottom: 'ymax' },
  { x: 'left', y: 'top', right: 'right', bottom: 'bottom' },
];

/** Where the box of a face stands in a list; -1 for what it lacks, all of it where the list has none. */
export function boxColumnsOf(header: readonly string[]): BoxColumns {
  const lower = header.map((name) => name.toLowerCase());
  for (const names of TOGETHER) {
    const places = Object.entries(names).map(([key, name]) => [key, lower.indexOf(name)] as const);
    if (places.every(([, at]) => at >= 0)) return { ...NONE, ...Object.fromEntries(places) };
  }
  const columns = columnsOf(header, NAMES);
  // Without a place, a width and a height are those of the picture; beside a second corner too.
  if (columns.x < 0 && columns.y < 0) return NONE;
  const hasCorner = columns.right >= 0 && columns.bottom >= 0;
  return { ...columns, ...(hasCorner ? { width: -1, height: -1 } : { right: -1, bottom: -1 }) };
}

/**
 * A face's own columns are certain; of other names each place may stand once alone. A size beside two corners is the picture's.
 * @throws DemifaceError `ambiguous` where the box could be read from several columns
 */
export function refuseSeveralBoxes(list: string, header: readonly string[], columns: BoxColumns): void {
  const { x, y, width, height, right, bottom } = columns;
  const used = new Set([x, y, width, height, right, bottom].filter((at) => at >= 0));
  const nameAt = (at: number) => header[at]!.toLowerCase();
  const isFace = [...used].filter((at) => nameAt(at).startsWith('face_'));
  if (used.size === 0 || isFace.length === Object.keys(FACE).length) return;
  const rivals = right < 0 ? [NAMES.x, NAMES.y, NAMES.width, NAMES.height] : [NAMES.x, NAMES.y];
  const others = [...header.keys()].filter((at) => !used.has(at) && rivals.flat().includes(nameAt(at)));
  const isMixed = isFace.length > 0 && isFace.length < used.size;
  if (others.length === 0 && !isMixed) return;
  const found = header.filter((name) => Object.values(NAMES).flat().includes(name.toLowerCase()));
  throw new DemifaceError(
    'ambiguous',
    `${list} has the columns ${found.join(', ')}, which could give the box of the face in several ways; expected one column each. Name its columns face_x, face_y, face_width, face_height (pixels), or remove those that are no box of the face`,
  );
}
