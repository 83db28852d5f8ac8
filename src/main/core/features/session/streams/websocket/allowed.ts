import type { IncomingMessage } from 'node:http';

/** Where the server is, and who may connect from a web page. */
export interface Allowance {
  /** Host and port as clients name them. */
  readonly host: string;
  /** `http://host` or `https://host`. */
  readonly ownOrigin: string;
  readonly origins: readonly string[];
}

/** `address`: IPv4 of this machine. */
export function allowanceFor(address: string, port: number, origins: readonly string[]): Allowance {
  const host = `${address}:${port}`;
  return { host, ownOrigin: `${isLoopback(address) ? 'http' : 'https'}://${host}`, origins };
}

/**
 * Whether a request names this server by its own address: a name that a web page lets point here does not.
 * `localhost` is taken for 127.0.0.1.
 */
export function isOwnHost({ headers }: IncomingMessage, { host }: Allowance): boolean {
  return headers.host?.replace(/^localhost:/, '127.0.0.1:') === host;
}

/**
 * Whether a program, or a page of this origin, may open a socket. Browsers always say where a page is from; programs say
 * nothing. `file://` is a page that the person opened from the disk; `null` may be any page in a frame.
 */
export function isAllowedOrigin({ headers: { origin } }: IncomingMessage, allowed: Allowance): boolean {
  if (origin === undefined || origin === 'file://') return true;
  const own = origin.replace('//localhost:', '//127.0.0.1:');
  return own === allowed.ownOrigin || allowed.origins.includes(origin);
}

export function isLoopback(address: string): boolean {
  return address.startsWith('127.');
}
