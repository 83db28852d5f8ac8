import type { LiveFace } from '../../../../../inference/prediction/live-frame.ts';
import type { PicturePoint as Point } from '../../../../ipc/contract/audience.ts';
import { IN_VIEW_ZONE } from './dwell-bins.ts';
import { type ZoneGeometry, ZoneVisit } from './zone-visit.ts';
import type { Polygon } from '../../../../../common/math/polygon.ts';
import { isInside } from '../../../../../common/math/polygon.ts';

/** Seen for less long, or on fewer frames, a face is not counted. */
const LONG_ENOUGH_MS = 800;
const ENOUGH_FRAMES = 3;
/** Who is in staff zones for more than this share of the time is staff. */
const STAFF_SHARE = 0.5;

/** What a camera looks at, in widths of its picture. */
export interface CameraZones {
  entrances: readonly ZoneGeometry[];
  /** Zones whose dwell is counted, by id. */
  dwell: ReadonlyMap<string, ZoneGeometry>;
  staff: readonly Polygon[];
}

/** What a face counts as, as far as it is known. `inside`: it is in a zone, but was not seen coming in. */
export interface FaceCount {
  as: 'visit' | 'passer-by' | 'inside';
  /** Since when it is that, on the wall's clock: which bucket it belongs to. */
  atMs: number;
  /** By zone, in seconds; of passers-by nothing. */
  dwellSeconds: ReadonlyMap<string, number>;
}

/** One track from its first frame on, in memory only. */
export class FollowedFace {
  readonly #grounds: CameraZones;
  readonly #entrances: readonly ZoneVisit[];
  readonly #dwell: ReadonlyMap<string, ZoneVisit>;
  #frames = 0;
  #firstMs = 0;
  #lastMs = 0;
  #staffMs = 0;
  #longEnoughAtMs: number | undefined;
  #enteredAtMs: number | undefined;
  /** As it was read last. */
  face: LiveFace;

  constructor(face: LiveFace, grounds: CameraZones) {
    this.face = face;
    this.#grounds = grounds;
    this.#entrances = grounds.entrances.map((ground) => new ZoneVisit(ground));
    this.#dwell = new Map([...grounds.dwell].map(([id, ground]) => [id, new ZoneVisit(ground)]));
  }

  /**
   * A frame on which it is seen.
   * @param point its middle, in widths of the picture
   * @param atMs on the source's clock
   * @param nowMs on the wall's clock
   */
  see(face: LiveFace, point: Point, faceWidth: number, atMs: number, nowMs: number): void {
    this.face = face;
    if (this.#frames++ === 0) this.#firstMs = atMs;
    else if (this.#grounds.staff.some((polygon) => isInside(polygon, point)))
      this.#staffMs += atMs - this.#lastMs;
    this.#lastMs = atMs;
    for (const passage of this.#entrances) passage.step(point, faceWidth, atMs);
    for (const passage of this.#dwell.values()) passage.step(point, faceWidth, atMs);
    if (this.#seenMs >= LONG_ENOUGH_MS && this.#frames >= ENOUGH_FRAMES) this.#longEnoughAtMs ??= nowMs;
    if (this.#entrances.some(({ hasEntered }) => hasEntered)) this.#enteredAtMs ??= nowMs;
  }

  /** Null while it counts as nothing: seen too shortly, or staff. */
  standing(): FaceCount | null {
    if (this.#longEnoughAtMs === undefined || this.isStaff) return null;
    const as = this.#as();
    const atMs = as === 'visit' ? (this.#enteredAtMs ?? this.#longEnoughAtMs) : this.#longEnoughAtMs;
    return { as, atMs, dwellSeconds: as === 'passer-by' ? new Map() : this.#dwellSeconds(as) };
  }

  get isStaff(): boolean {
    return this.#staffMs > STAFF_SHARE * this.#seenMs;
  }

  get #seenMs(): number {
    return this.#lastMs - this.#firstMs;
  }

  /** Where no entrance is drawn, a face that is seen long enough is a visit. */
  #as(): FaceCount['as'] {
    if (this.#entrances.length === 0 || this.#enteredAtMs !== undefined) return 'visit';
    const zones = [...this.#entrances, ...this.#dwell.values()];
    return zones.some(({ wasIn }) => wasIn) ? 'inside' : 'passer-by';
  }

  #dwellSeconds(as: FaceCount['as']): Map<string, number> {
    const seconds = new Map<string, number>();
    for (const [id, passage] of this.#dwell) if (passage.wasIn) seconds.set(id, passage.inMs / 1000);
    if (as === 'visit') seconds.set(IN_VIEW_ZONE, this.#seenMs / 1000);
    return seconds;
  }
}
