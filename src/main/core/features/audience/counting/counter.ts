import type { LiveFace, LiveFrame } from '../../../../../inference/prediction/live-frame.ts';
import type { Zone, ZoneKind } from '../../../../ipc/contract/audience.ts';
import { hourEnd, hourStart, quarterStart } from '../../../platform/time/local-time.ts';
import { isOpen } from '../time/opening-hours.ts';
import { cellOf } from './cell.ts';
import type { CountingPlan } from './counting-plan.ts';
import { dwellBin } from './dwell-bins.ts';
import { FollowedFace, type CameraZones } from './followed-face.ts';
import { ObservedTime } from './observed-time.ts';
import type { ZoneGeometry } from './zone-visit.ts';
import { type Figure, type Increment, type QuarterFigure, Accumulator } from './accumulator.ts';

interface Followed {
  face: FollowedFace;
  /** What of it stands in the buckets now. */
  counted: Figure[];
  /** When it first became a visit, as the listener was told. */
  visitMs: number | null;
  /** It is one, as far as the listener was told. */
  isToldVisit: boolean;
}

/** Of visits, as soon as they are known, by the time at which each was known first. */
export interface VisitListener {
  /** A face became a visit. */
  visit(atMs: number): void;
  /** It is none after all: it turned out to be staff. */
  withdraw(atMs: number): void;
}

/**
 * Faces of one camera into counts: each track once, as a visit, a passer-by, or neither. What is known of a face while it
 * is followed counts at once and is put right as more is known, so that a crash loses no visit that was written. Visits of
 * hours that Today may tell stay as they are: two readings of it would differ by one face.
 */
export class Counter {
  readonly #counts = new Accumulator();
  readonly #time = new ObservedTime(this.#counts);
  readonly #followed = new Map<number, Followed>();
  listener: VisitListener | null = null;
  #plan: CountingPlan;
  /** When the newest frame was taken. */
  #nowMs = 0;
  #grounds: { aspect: number; grounds: CameraZones } | undefined;

  constructor(plan: CountingPlan) {
    this.#plan = plan;
  }

  /** Faces in view are followed on. @param plan one that `countsAlike` */
  continueBy(plan: CountingPlan): void {
    this.#plan = plan;
  }

  /** @param nowMs when the frame was taken, on the wall's clock (Unix time) */
  add(frame: LiveFrame, nowMs: number): void {
    this.#nowMs = nowMs;
    this.#time.frame(frame.scene, nowMs, this.#plan.site);
    if (!isOpen(this.#plan.site, nowMs)) {
      this.finish();
      return;
    }
    if (frame.scene === 'clear')
      for (const face of frame.faces) if (face.isSeen) this.#see(face, frame, nowMs);
    for (const { face } of frame.ended) this.#end(face);
  }

  /** Faces in view that may count. */
  get inView(): number {
    return [...this.#followed.values()].filter(({ face }) => face.standing() !== null).length;
  }

  /** What is to be added to the buckets since the last time, with all that is known by now of the faces in view. */
  drain(): Increment[] {
    for (const followed of this.#followed.values()) this.#count(followed);
    return this.#counts.drain();
  }

  /** No face is followed any longer: the site closes, or the camera's session ends and its tracks are numbered anew. */
  finish(): void {
    for (const followed of this.#followed.values()) this.#count(followed);
    this.#followed.clear();
  }

  #see(face: LiveFace, { width, height, atMs }: LiveFrame, nowMs: number): void {
    const followed = this.#followed.get(face.track) ?? this.#follow(face, height / width);
    const { x, y, width: w, height: h } = face.box;
    const middle = { x: (x + w / 2) / width, y: (y + h / 2) / width };
    followed.face.see(face, middle, w / width, atMs, nowMs);
    this.#tell(followed, nowMs);
  }

  #tell(followed: Followed, nowMs: number): void {
    const isVisit = followed.face.standing()?.as === 'visit';
    if (isVisit === followed.isToldVisit) return;
    // What stays in the counts stays with the listener.
    if (!isVisit && followed.counted.some((figure) => isVisitFigure(figure) && this.#mayBeTold(figure.atMs)))
      return;
    followed.visitMs ??= nowMs;
    followed.isToldVisit = isVisit;
    if (isVisit) this.listener?.visit(followed.visitMs);
    else this.listener?.withdraw(followed.visitMs);
  }

  #follow(face: LiveFace, aspect: number): Followed {
    if (this.#grounds?.aspect !== aspect)
      this.#grounds = { aspect, grounds: groundsOf(this.#plan.camera.zones, aspect) };
    const followed = {
      face: new FollowedFace(face, this.#grounds.grounds),
      counted: [],
      visitMs: null,
      isToldVisit: false,
    };
    this.#followed.set(face.track, followed);
    return followed;
  }

  #end(face: LiveFace): void {
    const followed = this.#followed.get(face.track);
    if (!followed) return;
    followed.face.face = face;
    this.#count(followed);
    this.#followed.delete(face.track);
  }

  /** Brings what stands in the buckets up to what is known of a face. */
  #count(followed: Followed): void {
    const { counted } = followed;
    const next = this.#figuresOf(followed.face);
    if ([...counted, ...next].some((figure) => isVisitFigure(figure) && this.#mayBeTold(figure.atMs))) return;
    for (const figure of counted) this.#counts.add(figure, -1);
    followed.counted = next;
    for (const figure of next) this.#counts.add(figure, 1);
  }

  /** An hour is reported once it is over and a later one is too, at the earliest (`openPeriods`). */
  #mayBeTold(atMs: number): boolean {
    const { timeZone } = this.#plan.site;
    const end = hourEnd(hourStart(atMs, timeZone), timeZone);
    return this.#nowMs >= hourEnd(end, timeZone);
  }

  #figuresOf(face: FollowedFace): Figure[] {
    const standing = face.standing();
    if (!standing) return [];
    const quarterMs = quarterStart(standing.atMs);
    const hourMs = hourStart(standing.atMs, this.#plan.site.timeZone);
    const dwells = [...standing.dwellSeconds].map(([zone, seconds]) => ({
      of: 'dwell' as const,
      atMs: hourMs,
      zone,
      bin: dwellBin(seconds),
    }));
    if (standing.as === 'inside') return dwells;
    const quarter = (figure: QuarterFigure) => ({ of: 'quarter' as const, atMs: quarterMs, figure });
    if (standing.as === 'passer-by') return [quarter('passersBy')];
    const cell = cellOf(face.face, this.#plan.measures);
    return [
      quarter('visits'),
      ...(face.face.occlusion === 'lower' ? [quarter('masked')] : []),
      ...(face.face.occlusion === 'upper' ? [quarter('headsets')] : []),
      ...(cell ? [{ of: 'cell' as const, atMs: hourMs, ...cell }] : []),
      ...dwells,
    ];
  }
}

function isVisitFigure(figure: Figure): boolean {
  return figure.of === 'quarter' && figure.figure === 'visits';
}

/** Zones as they lie on pictures of this height by width. */
function groundsOf(zones: readonly Zone[], aspect: number): CameraZones {
  const groundOf = ({ points, entranceSides }: Zone): ZoneGeometry => ({
    polygon: points.map(({ x, y }) => ({ x, y: y * aspect })),
    entranceSides,
  });
  const of = (...kinds: ZoneKind[]) => zones.filter(({ kind }) => kinds.includes(kind));
  return {
    entrances: of('entrance').map(groundOf),
    dwell: new Map(of('entrance', 'dwell').map((zone) => [zone.id, groundOf(zone)])),
    staff: of('staff').map((zone) => groundOf(zone).polygon),
  };
}
