/** One number and how fast it changes, with their covariance. */
export interface KalmanState {
  readonly value: number;
  /** Per second. */
  readonly velocity: number;
  /** Variance of the value, covariance of both, variance of the velocity. */
  readonly covariance: readonly [number, number, number];
}

/** Kalman 1960 for a constant velocity that a random acceleration disturbs. */
export function predict(
  { value, velocity, covariance: [p, q, r] }: KalmanState,
  seconds: number,
  noise: number,
): KalmanState {
  const t = seconds;
  const disturbance = noise * noise;
  return {
    value: value + velocity * t,
    velocity,
    covariance: [
      p + 2 * t * q + t * t * r + (disturbance * t ** 4) / 4,
      q + t * r + (disturbance * t ** 3) / 2,
      r + disturbance * t * t,
    ],
  };
}

/** @param variance of the measurement, above 0 */
export function update(
  { value, velocity, covariance: [p, q, r] }: KalmanState,
  measured: number,
  variance: number,
): KalmanState {
  const gain = p / (p + variance);
  const velocityGain = q / (p + variance);
  const innovation = measured - value;
  return {
    value: value + gain * innovation,
    velocity: velocity + velocityGain * innovation,
    covariance: [(1 - gain) * p, (1 - gain) * q, r - velocityGain * q],
  };
}
