import type { Box } from '../../runtime/picture.ts';
import type { KalmanState } from './kalman.ts';
import { update, predict } from './kalman.ts';

/** How a face moves over the frame: its center in pixels, the logarithms of its sides. */
export interface BoxMotion {
  readonly x: KalmanState;
  readonly y: KalmanState;
  readonly width: KalmanState;
  readonly height: KalmanState;
}

/** Standard deviations. Of places in widths of the face, of sides in logarithms. */
const MEASURED = { place: 0.05, side: 0.06 };
/** Per second squared: people turn round within half a second. */
const ACCELERATION = { place: 5, side: 1 };
/** Per second, where a face is seen for the first time. */
const FIRST_VELOCITY = { place: 2, side: 0.3 };

export function motionOf(box: Box): BoxMotion {
  const { x, y, width, height } = measurementsOf(box);
  const first = (value: number, unit: number, kind: 'place' | 'side'): KalmanState => ({
    value,
    velocity: 0,
    covariance: [(MEASURED[kind] * unit) ** 2, 0, (FIRST_VELOCITY[kind] * unit) ** 2],
  });
  return {
    x: first(x, box.width, 'place'),
    y: first(y, box.width, 'place'),
    width: first(width, 1, 'side'),
    height: first(height, 1, 'side'),
  };
}

export function predictMotion(motion: BoxMotion, seconds: number): BoxMotion {
  const unit = Math.exp(motion.width.value);
  return {
    x: predict(motion.x, seconds, ACCELERATION.place * unit),
    y: predict(motion.y, seconds, ACCELERATION.place * unit),
    width: predict(motion.width, seconds, ACCELERATION.side),
    height: predict(motion.height, seconds, ACCELERATION.side),
  };
}

export function updateMotion(motion: BoxMotion, box: Box): BoxMotion {
  const { x, y, width, height } = measurementsOf(box);
  const place = (MEASURED.place * box.width) ** 2;
  const side = MEASURED.side ** 2;
  return {
    x: update(motion.x, x, place),
    y: update(motion.y, y, place),
    width: update(motion.width, width, side),
    height: update(motion.height, height, side),
  };
}

/**
 * How badly a box fits where the face is predicted to be.
 * @returns squared Mahalanobis distance of four numbers: under 13.3 for 99 of 100 boxes that are the face
 */
export function squaredMahalanobis(motion: BoxMotion, box: Box): number {
  const { x, y, width, height } = measurementsOf(box);
  const place = (MEASURED.place * box.width) ** 2;
  const side = MEASURED.side ** 2;
  const of = ({ value, covariance }: KalmanState, measured: number, variance: number) =>
    (measured - value) ** 2 / (covariance[0] + variance);
  return (
    of(motion.x, x, place) +
    of(motion.y, y, place) +
    of(motion.width, width, side) +
    of(motion.height, height, side)
  );
}

export function boxOf({ x, y, width, height }: BoxMotion): Box {
  const [across, down] = [Math.exp(width.value), Math.exp(height.value)];
  return { x: x.value - across / 2, y: y.value - down / 2, width: across, height: down };
}

function measurementsOf({ x, y, width, height }: Box): Box {
  return { x: x + width / 2, y: y + height / 2, width: Math.log(width), height: Math.log(height) };
}
