import type { Insertable } from 'kysely';

import type { QualityCode } from '../../../../ipc/contract/session.ts';
import type { ClientTables } from '../clients/files/client-schema.ts';
import { qualityBits, qualityCodes } from './quality.ts';

/** One moment of the client's face, as it is kept. */
export interface MeasuredMoment {
  /** Milliseconds since the session began. */
  atMs: number;
  isSeen: boolean;
  isUsable: boolean;
  isTalking: boolean;
  quality: readonly QualityCode[];
  /** Calibrated probabilities before re-centering, in the order of `EXPRESSIONS`; null where nothing was predicted. */
  raw: Float32Array | null;
  /** Re-centered ones. */
  centered: Float32Array | null;
  step: number | null;
}

type ReadingRow = ClientTables['readings'];

export function readingRow(session: number, moment: MeasuredMoment): Insertable<ReadingRow> {
  const { atMs, isSeen, isUsable, isTalking, quality, raw, centered, step } = moment;
  return {
    session,
    at_ms: Math.round(atMs),
    step,
    is_seen: Number(isSeen),
    is_usable: Number(isUsable),
    is_talking: Number(isTalking),
    quality: qualityBits(quality),
    raw: raw && bytesOf(raw),
    centered: centered && bytesOf(centered),
  };
}

export function momentOf(row: Omit<ReadingRow, 'session'>): MeasuredMoment {
  return {
    atMs: row.at_ms,
    isSeen: row.is_seen === 1,
    isUsable: row.is_usable === 1,
    isTalking: row.is_talking === 1,
    quality: qualityCodes(row.quality),
    raw: row.raw && probsOf(row.raw),
    centered: row.centered && probsOf(row.centered),
    step: row.step,
  };
}

/** Float32, little-endian as on every machine that this runs on. */
function bytesOf(probs: Float32Array): Uint8Array {
  return Buffer.from(probs.buffer, probs.byteOffset, probs.byteLength);
}

/** A copy: the bytes that SQLite gives need not lie on a multiple of four. */
function probsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
