import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256 } from '../sha256.ts';

let known: string | undefined;

/**
 * Distinguishes machines and containers that share a disk: process numbers say nothing about another one's processes. Two
 * may have the same name, so the system's own description is part of it.
 */
export function thisHost(): string {
  known ??= `${hostname()}~${sha256(`${machineId()} ${processNamespace()}`).slice(0, 8)}`;
  return known;
}

/** Whether a host as recorded in a file is this one; earlier versions wrote the bare name, or none. */
export function isThisHost(host: string): boolean {
  return host === thisHost() || host === hostname();
}

function machineId(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    return '';
  }
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
