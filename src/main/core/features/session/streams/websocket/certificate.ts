import { randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { writePrivateFileAtomic } from '../../../../../../common/files/atomic.ts';

/** For a server at one address of this machine. */
export interface Certificate {
  /** PEM, certificate and private key. */
  readonly pem: string;
  /** SHA-256 of the certificate, in pairs of hexadecimal digits. */
  readonly fingerprint: string;
}

const DAY_MS = 24 * 3600_000;
/** Browsers take none that is valid for longer. */
const VALID_DAYS = 397;
/** One that expires sooner is made anew. */
const REST_DAYS = 30;

/**
 * The certificate of this machine for an address, made where none fits. It stays the same from session to session, so that
 * a VR program can remember its fingerprint.
 * @param home the app's own folder; the file can be read by its owner alone
 * @param address IPv4
 * @throws DemifaceError `disk`
 */
export async function certificateFor(home: string, address: string): Promise<Certificate> {
  const path = join(home, 'streams', 'certificate.pem');
  const stored = readStored(path, address);
  if (stored) return stored;
  const pem = await makeCertificate(address);
  writePrivateFileAtomic(path, pem);
  return { pem, fingerprint: new X509Certificate(pem).fingerprint256 };
}

/** Null if there is none, it is damaged, for another address or about to expire. */
function readStored(path: string, address: string): Certificate | null {
  try {
    const pem = readFileSync(path, 'utf8');
    const certificate = new X509Certificate(pem);
    const isValid = Date.parse(certificate.validTo) > Date.now() + REST_DAYS * DAY_MS;
    const fits = certificate.checkIP(address) !== undefined && isValid;
    return fits && pem.includes('PRIVATE KEY') ? { pem, fingerprint: certificate.fingerprint256 } : null;
  } catch {
    return null;
  }
}

/** Self-signed, ECDSA over P-256. */
async function makeCertificate(address: string): Promise<string> {
  await import('reflect-metadata'); // Before the library, which needs it.
  const x509 = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const nowMs = Date.now();
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: `00${randomBytes(15).toString('hex')}`,
      name: 'CN=Demiface',
      notBefore: new Date(nowMs - DAY_MS),
      notAfter: new Date(nowMs + (VALID_DAYS - 1) * DAY_MS),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: address }]),
      ],
    },
    crypto,
  );
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const lines = key.match(/.{1,64}/g)!.join('\n');
  return `${certificate.toString('pem')}\n-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`;
}
