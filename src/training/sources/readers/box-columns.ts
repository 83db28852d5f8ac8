import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';

/** Indices of the columns of a face box in a list; -1 for those that it lacks. */
export interface BoxColumns {
  x: number;
  y: number;
  width: number;
  height: number;
  right: number;
  bottom: number;
}

const NONE: BoxColumns = { x: -1, y: -1, width: -1, height: -1, right: -1, bottom: -1 };

/** Names of a first corner, each with those of the other corner in the same spelling. */
const CORNERS = [
  { first: ['x', 'y'], second: [] },
  { first: ['left', 'top'], second: ['right', 'bottom'] },
  { first: ['x1', 'y1'], second: ['x2', 'y2'] },
  { first: ['xmin', 'ymin'], second: ['xmax', 'ymax'] },
];
const SIZES = [
  ['width', 'height'],
  ['w', 'h'],
];
const FIRST = CORNERS.flatMap(({ first }) => first);

/** A column named like a place of a box: `face_x`, `x_min`, `bbox_w`. */
interface Place {
  /** What its name begins with: `face`, `bbox`, or nothing. */
  owner: string;
  name: string;
  at: number;
}

/** A whole box: four columns of one owner and one spelling. */
interface Family {
  owner: string;
  places: readonly Place[];
  isCorners: boolean;
}

const PLACE =
  /^(face|bbox|boundingbox|box|facebbox|facebox|facerect|rect|roi|)([xy](?:[12]|min|max)?|[wh]|width|height|left|top|right|bottom)$/;

/**
 * The columns of the face's box, all four from one family of names: a size or a point of something else may stand beside it.
 * @returns -1 for all of it where the list has no box
 * @throws DemifaceError `ambiguous` where the names give several boxes, or none that is whole
 */
export function boxColumnsOf(list: string, header: readonly string[]): BoxColumns {
  const places = placesIn(header);
  const all = familiesIn(places);
  const faces = all.filter(({ owner }) => owner === 'face');
  const [family, ...others] = faces.length > 0 ? faces : all;
  if (!family) {
    const hasCorner = places.some(({ name }) => FIRST.includes(name));
    if (places.length > 1 && hasCorner) throw ambiguous(list, header, places);
    return NONE;
  }
  if (others.length > 0 || rivalsOf(family, places).length > 0) throw ambiguous(list, header, places);
  const [x, y, third, fourth] = family.places.map(({ at }) => at) as [number, number, number, number];
  return family.isCorners
    ? { ...NONE, x, y, right: third, bottom: fourth }
    : { ...NONE, x, y, width: third, height: fourth };
}

/** Whether a list gives a box, be it one of several. */
export function hasBoxColumns(header: readonly string[]): boolean {
  return familiesIn(placesIn(header)).length > 0;
}

function placesIn(header: readonly string[]): Place[] {
  return header.flatMap((name, at): Place[] => {
    const [, owner, place] = PLACE.exec(name.toLowerCase().replace(/[^a-z0-9]/g, '')) ?? [];
    return owner === undefined || place === undefined ? [] : [{ owner, name: place, at }];
  });
}

function familiesIn(places: readonly Place[]): Family[] {
  const owners = [...Map.groupBy(places, ({ owner }) => owner)];
  return owners.flatMap(([owner, own]) => {
    const whole = (names: readonly string[]) =>
      names.flatMap((name) => own.find((p) => p.name === name) ?? []);
    return CORNERS.flatMap(({ first, second }): Family[] => {
      if (whole(first).length < 2) return [];
      const corners = [...whole(first), ...whole(second)];
      // A size beside two corners is the picture's.
      if (corners.length === 4) return [{ owner, places: corners, isCorners: true }];
      const sizes = SIZES.map(whole).filter((size) => size.length === 2);
      return sizes.map((size) => ({ owner, places: [...whole(first), ...size], isCorners: false }));
    });
  });
}

/** Columns that could give the box a different place or size. A face's own columns have none but their repetitions. */
function rivalsOf(family: Family, places: readonly Place[]): Place[] {
  const names = family.isCorners ? FIRST : [...FIRST, ...SIZES.flat()];
  return places.filter(
    (place) =>
      !family.places.includes(place) &&
      names.includes(place.name) &&
      (family.owner !== 'face' ||
        family.places.some((p) => p.owner === place.owner && p.name === place.name)),
  );
}

function ambiguous(list: string, header: readonly string[], places: readonly Place[]): DemifaceError {
  const found = places.map(({ at }) => header[at]!).join(', ');
  return new DemifaceError('ambiguous', message('lists.ambiguousBox', { list, columns: found }));
}
