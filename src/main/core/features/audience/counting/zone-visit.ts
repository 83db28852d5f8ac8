import type { PicturePoint as Point } from '../../../../ipc/contract/audience.ts';
import type { Polygon } from '../../../../../common/math/polygon.ts';
import { depthIn, lastCrossed, nearestSide, innerRadius } from './polygon.ts';

/** A face is in a zone when its middle is this far inside, as a share of its width: who grazes the border is not. */
const DEPTH = 0.5;
/** A face that is first seen in a zone came in over a side that is at most this many of its widths away. */
const REACH = 1;

/** Sides and corners of a zone, in widths of the picture. */
export interface ZoneGeometry {
  polygon: Polygon;
  /** Sides over which one comes in. */
  entranceSides: readonly number[];
}

/** The way of one face through one zone. Lengths are in widths of the picture. */
export class ZoneVisit {
  readonly #ground: ZoneGeometry;
  readonly #room: number;
  #last: { point: Point; atMs: number } | undefined;
  /** Over which side its middle came in last, whether or not it was deep enough by then. */
  #side: number | undefined;
  #isIn = false;
  #inMs = 0;
  #wasIn = false;
  #hasEntered = false;

  constructor(ground: ZoneGeometry) {
    this.#ground = ground;
    this.#room = innerRadius(ground.polygon);
  }

  /** How long it was in the zone, gaps in which it was not seen included. */
  get inMs(): number {
    return this.#inMs;
  }

  get wasIn(): boolean {
    return this.#wasIn;
  }

  /** Whether it came in over one of the entrance's sides, once at least. */
  get hasEntered(): boolean {
    return this.#hasEntered;
  }

  /** @param atMs on the source's clock, later than the step before */
  step(point: Point, faceWidth: number, atMs: number): void {
    const { polygon, entranceSides } = this.#ground;
    if (this.#isIn && this.#last) this.#inMs += atMs - this.#last.atMs;
    const crossed = this.#last ? lastCrossed(polygon, this.#last.point, point) : undefined;
    const depth = depthIn(polygon, point);
    if (depth < 0) {
      this.#isIn = false;
      this.#side = undefined;
    } else {
      if (crossed !== undefined) this.#side = crossed;
      else if (!this.#last) this.#side = this.#cameFrom(point, faceWidth);
      if (!this.#isIn && depth >= Math.min(DEPTH * faceWidth, this.#room)) {
        this.#isIn = this.#wasIn = true;
        this.#hasEntered ||= this.#side !== undefined && entranceSides.includes(this.#side);
      }
    }
    this.#last = { point, atMs };
  }

  #cameFrom(point: Point, faceWidth: number): number | undefined {
    const { side, distance } = nearestSide(this.#ground.polygon, point);
    return distance <= REACH * faceWidth ? side : undefined;
  }
}
