import type { Generated } from 'kysely';

/** Tables of a client's file, as `migrations` make them. */
export interface ClientTables {
  consents: {
    id: Generated<number>;
    signed_at: string;
    /** As it was signed. */
    text: string;
    /** JSON: what it allows. */
    scope: string;
    /** A day; null: until it is withdrawn. */
    keep_until: string | null;
    /** JSON: strokes, or the name that was typed. */
    signature: string;
    withdrawn_at: string | null;
    /** When an older state of the file, this consent in it, took the place of a damaged one. */
    put_back_at: string | null;
  };
  /** What was done with the file: consents, exports. */
  log: {
    id: Generated<number>;
    at: string;
    action: string;
    /** JSON: a message. */
    subject: string;
  };
  sessions: {
    id: Generated<number>;
    started_at: string;
    ended_at: string | null;
    consent: number;
    /** JSON: the exposure ladder as it was at the start. */
    ladder: string;
    /** JSON. */
    settings: string;
    /** JSON: name, SHA-256 and thresholds of each model. */
    models: string;
    /** JSON. */
    calibration: string | null;
    /** JSON: probabilities of the neutral time. */
    neutral: string | null;
    state: string;
  };
  /** One per 100 ms at most. */
  readings: {
    session: number;
    /** Milliseconds since the session began, by a monotonic clock. */
    at_ms: number;
    is_seen: number;
    is_usable: number;
    is_talking: number;
    /** Bit flags. */
    quality: number;
    /** 8 float32: calibrated probabilities before re-centering. */
    raw: Uint8Array | null;
    /** 8 float32. */
    centered: Uint8Array | null;
    step: number | null;
  };
  events: {
    id: Generated<number>;
    session: number;
    /** As of a reading. */
    at_ms: number;
    kind: string;
    /** JSON. */
    value: string;
  };
  notes: {
    id: Generated<number>;
    session: number;
    /** As of a reading: the moment that it is about. */
    at_ms: number;
    /** When it was written. */
    at: string;
    text: string;
  };
}
