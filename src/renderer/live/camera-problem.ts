/** Why a camera gives no picture. */
export type CameraProblem =
  /** Denied by the person or the system's settings. */
  | 'refused'
  /** Another program holds it. */
  | 'busy'
  /** There is none, or not the one that was chosen. */
  | 'missing'
  /** There are several, and none is chosen. */
  | 'unchosen'
  /** It was there and is gone. */
  | 'unplugged'
  /** It is there and gives no more pictures. */
  | 'hung'
  /** It cannot satisfy the constraints, or fails in another way. */
  | 'failed';

/** What `getUserMedia` threw, as people would say it. */
export function problemOf(error: unknown): CameraProblem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    default:
      return 'failed';
  }
}
