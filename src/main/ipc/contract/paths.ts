/** Places on the disk that a person picked. The page holds tokens; only the shell has the paths behind them. */
import type { CodedMessage } from '../../../messages/message.ts';

/**
 * What a picked path may be used for. Beside a clip its table may be written, and into a clip folder those of its clips; a
 * `save` path serves one request that is not refused.
 */
export type PathPurpose = 'open-file' | 'open-folder' | ClipPurpose | 'output-folder' | 'save';
export type ClipPurpose = 'clip' | 'clip-folder';
/** What a file or folder that is dropped may be used for: the page sends where it was dropped. */
export type DropPurpose = 'open-folder' | 'clip';

/** Stands for one picked path. It cannot be made from a string. */
export interface PathToken<P extends PathPurpose = PathPurpose> {
  readonly purpose: P;
  /** 128 random bits, hexadecimal. */
  readonly token: string;
}

export interface PickedPath<P extends PathPurpose = PathPurpose> {
  readonly token: PathToken<P>;
  /** To be shown; no channel takes it back. */
  readonly path: string;
}

/** A payload with paths in place of its tokens: what the core receives. */
export type Resolved<T> = T extends PathToken
  ? string
  : T extends Uint8Array
    ? T
    : T extends object
      ? { [K in keyof T]: Resolved<T[K]> }
      : T;

/** What a file manager can show. */
export type RevealedPlace =
  | { kind: 'picked'; token: PathToken }
  /** Of a retraining: its recorded pictures. */
  | { kind: 'data-set' | 'run' | 'recording' | 'retraining'; id: number }
  | { kind: 'model'; id: string }
  | { kind: 'runs-folder' };

/** A file or folder that is left out, and why. */
export interface SkippedFile {
  path: string;
  reason: CodedMessage;
}
