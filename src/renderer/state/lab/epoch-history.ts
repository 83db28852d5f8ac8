import type { EpochPoint } from '../../../main/ipc/contract.ts';

/** More epochs than any preset has; what comes after thins the older half. */
const CAPACITY = 4000;

/** The epochs of one stage, each once, in order; bounded, so a run of weeks takes no more than one of hours. */
export class EpochHistory {
  readonly points: EpochPoint[] = [];
  /** Grows with every change, so that views know. */
  version = 0;

  constructor(points: readonly EpochPoint[] = []) {
    for (const point of points) this.add(point);
  }

  add(point: EpochPoint): void {
    const last = this.points.at(-1);
    // A resumed stage reports its last epochs anew.
    if (last && point.epoch <= last.epoch) {
      const at = this.points.findIndex(({ epoch }) => epoch >= point.epoch);
      this.points.length = at;
    }
    this.points.push(point);
    if (this.points.length > CAPACITY) {
      const half = CAPACITY / 2;
      this.points.splice(0, half, ...this.points.slice(0, half).filter((_, i) => i % 2 === 0));
    }
    this.version++;
  }
}

/** The names of the metrics that any point has, accuracy before others. */
export function metricNames(points: readonly EpochPoint[]): string[] {
  const names = new Set(points.flatMap(({ metrics }) => Object.keys(metrics)));
  const order = ['accuracy', 'weightedAccuracy', 'maeYears'];
  return [...names].sort((a, b) => rank(order, a) - rank(order, b));
}
const rank = (order: readonly string[], name: string): number => {
  const at = order.indexOf(name);
  return at < 0 ? order.length : at;
};
