import { networkInterfaces } from 'node:os';

/** IPv4 addresses of this machine, 127.0.0.1 first. */
export function ownAddresses(): string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return ['127.0.0.1', ...new Set(found)];
}

/** 10/8, 172.16/12, 192.168/16, 169.254/16, 127/8: never beyond the local network. */
const LOCAL = /^(10|127|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./;

/** Whether an IPv4 address is one of the local network or of this machine. */
export function isLocalAddress(address: string): boolean {
  return LOCAL.test(address);
}
