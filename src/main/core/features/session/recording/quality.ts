import { QUALITY_CODES } from '../../../../../inference/live/client-face/quality.ts';
import type { QualityCode } from '../../../../ipc/contract/session.ts';

/** In the order of their bits in a stored reading. `lost`: no face is confirmed any more; `no-picture`: the camera sent none. */
export const SESSION_QUALITY: readonly QualityCode[] = [...QUALITY_CODES, 'lost', 'no-picture'];

export function qualityBits(codes: readonly QualityCode[]): number {
  return codes.reduce((bits, code) => bits | (1 << SESSION_QUALITY.indexOf(code)), 0);
}

export function qualityCodes(bits: number): QualityCode[] {
  return SESSION_QUALITY.filter((_, k) => (bits >> k) & 1);
}
