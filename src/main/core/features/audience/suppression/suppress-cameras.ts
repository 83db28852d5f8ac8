import { isWide, type Place } from './attack.ts';
import { type Figure, type Suppressed, summed } from './margins.ts';
import { suppressedIn, smallIn, type Table, tableOf } from './suppress.ts';

/**
 * As `suppress`, of some of several cameras: no choice of cameras, nor what two choices differ by, narrows a count under k
 * down. Of one camera or some, a figure is shown where each of them shows it alone, so that it reveals nothing more. Of all
 * together more is shown: a small figure of one camera stays unknown where another one suppresses the same figures and both
 * have k there, for what one has more the other may have less.
 * @param tables of all cameras, in one shape; null only where it is public that a camera has no figures
 * @param chosen which of them are added
 * @returns their sums with totals; null where suppressed or where there is none
 */
export function suppressCameras(
  tables: ReadonlyMap<string, readonly (readonly Figure[])[]>,
  chosen: readonly string[],
  k: number,
): Figure[][] {
  const cameras = [...tables]
    .filter(([, figures]) => figures.some((row) => row.some((figure) => figure !== null)))
    .map(([id, figures]) => camera(id, figures, k));
  const whole = suppressedOfAll(cameras, k);
  const chosenCameras = cameras.filter(({ id }) => chosen.includes(id));
  const isAll = chosenCameras.length === cameras.length;
  const { counts, absent } = tableOf(summed(chosen.map((id) => tables.get(id)!)), k);
  const isSuppressed = (i: number, j: number) =>
    isAll ? whole[i]?.[j] : chosenCameras.some(({ suppressed }) => suppressed[i]![j]);
  return counts.map((row, i) => row.map((count, j) => (absent[i]![j] || isSuppressed(i, j) ? null : count)));
}

/** As `suppressCameras`, for one row of figures and their total. */
export function suppressCameraRows(
  rows: ReadonlyMap<string, readonly Figure[]>,
  chosen: readonly string[],
  k: number,
): { counts: Figure[]; total: Figure } {
  const tables = new Map([...rows].map(([id, row]) => [id, [row]]));
  const row = suppressCameras(tables, chosen, k)[0]!;
  return { counts: row.slice(0, -1), total: row.at(-1) ?? null };
}

interface Camera extends Table {
  id: string;
  figures: readonly (readonly Figure[])[];
  /** Alone; more may be suppressed to protect another camera. */
  suppressed: Suppressed;
}

function camera(id: string, figures: readonly (readonly Figure[])[], k: number): Camera {
  const table = tableOf(figures, k);
  return { id, figures, ...table, suppressed: suppressedIn(table) };
}

/** What is suppressed of all cameras together. Suppresses more of single ones where that protects the others. */
function suppressedOfAll(cameras: readonly Camera[], k: number): Suppressed {
  if (cameras.length === 0) return [];
  const together = tableOf(summed(cameras.map(({ figures }) => figures)), k);
  const whole = together.counts.map((row) => row.map(() => false));
  // Where all have few, each of them has: what suppresses it at one camera suppresses it for all.
  for (const [i, j] of smallIn(together))
    if (!whole[i]![j])
      suppressAlso(
        whole,
        cameras.filter(({ suppressed }) => suppressed[i]![j]).sort(bySizeSuppressed)[0]!.suppressed,
      );
  for (const one of cameras)
    for (const place of smallIn(one)) {
      if (one.suppressed.every((row, i) => row.every((is, j) => !is || whole[i]![j]))) break;
      if (!isProtected(one, place, cameras)) suppressAlso(whole, one.suppressed);
    }
  return whole;
}

/**
 * Whether a small figure may be any of a range of k while all sums of cameras stay; if need be another camera suppresses the same
 * figures, the smallest that will do. Both have k together then, so that no choice of few has the two.
 */
function isProtected(one: Camera, place: Place, cameras: readonly Camera[]): boolean {
  const others = cameras
    .filter((other) => other !== one)
    .sort((a, b) => a.counts.at(-1)!.at(-1)! - b.counts.at(-1)!.at(-1)!);
  const isCovered = (other: Camera, suppressedOfOther: Suppressed) => {
    const suppressed = one.suppressed.map((line, i) => line.map((is, j) => is && suppressedOfOther[i]![j]!));
    return isWide({ counts: one.counts, suppressed, opposite: other.counts }, place, one.k);
  };
  if (others.some((other) => isCovered(other, other.suppressed))) return true;
  const partner = others.find((other) => isCovered(other, absentAside(one.suppressed, other)));
  if (!partner) return false;
  suppressAlso(partner.suppressed, absentAside(one.suppressed, partner));
  return true;
}

/** Suppression of the figures of one camera, as far as another one has figures there. */
function absentAside(suppressed: Suppressed, { absent }: Camera): Suppressed {
  return suppressed.map((row, i) => row.map((is, j) => is && !absent[i]![j]));
}

function suppressAlso(suppressed: Suppressed, more: Suppressed): void {
  more.forEach((row, i) => row.forEach((is, j) => (suppressed[i]![j] ||= is)));
}

function bySizeSuppressed(a: Camera, b: Camera): number {
  const size = ({ suppressed }: Camera) => suppressed.flat().filter(Boolean).length;
  return size(a) - size(b);
}
