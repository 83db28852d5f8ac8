import { uptime } from 'node:os';

/** The clocks of a machine. Tests inject their own. */
export interface MachineClock {
  /** Unix time in milliseconds; people and time servers may set it. */
  wallMs(): number;
  /** Milliseconds that never go back; on Linux they stand still while the machine is suspended. */
  monotonicMs(): number;
  /** Milliseconds since the machine started, suspension included; coarse. */
  uptimeMs(): number;
}

export const machineClock: MachineClock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  uptimeMs: () => uptime() * 1000,
};
