import type { IncomingMessage } from 'node:http';

/** Where the server is, and who may connect from a web page. */
export interface Allowance {
  /** IPv4. */
  readonly address: string;
  readonly port: number;
  /** Of pages beside the example scene. */
  readonly origins: readonly string[];
}

/** Scheme, address and port of the example scene. */
export function ownOrigin({ address, port }: Allowance): string {
  return `${isLoopback(address) ? 'http' : 'https'}://${address}:${port}`;
}

/**
 * Whether a request names this server by its own address: a name that a web page lets point here does not.
 * `localhost` is taken for 127.0.0.1. Unreal leaves the port out.
 */
export function isOwnHost(
  { headers: { host = '' } }: IncomingMessage,
  { address, port }: Allowance,
): boolean {
  const [named, namedPort = String(port)] = host.split(':');
  return asAddress(named!) === address && namedPort === String(port);
}

/**
 * Whether a program, or a page of this origin, may open a socket. Browsers always say where a page is from; programs say
 * nothing, or, as Unreal does, the address of the server. `file://` is a page that a person opened from the disk; `null` may
 * be any page in a frame.
 */
export function isAllowedOrigin({ headers: { origin } }: IncomingMessage, allowed: Allowance): boolean {
  if (origin === undefined || origin === 'file://') return true;
  const [scheme, rest = ''] = origin.split('://');
  const own = `${scheme}://${rest.replace(/^[^:]+/, asAddress)}`;
  return (
    own === ownOrigin(allowed) ||
    own === `http://${allowed.address}` ||
    own === `https://${allowed.address}` ||
    allowed.origins.includes(origin)
  );
}

const asAddress = (name: string): string => (name === 'localhost' ? '127.0.0.1' : name);

export function isLoopback(address: string): boolean {
  return address.startsWith('127.');
}
