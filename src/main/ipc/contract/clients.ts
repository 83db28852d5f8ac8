/** Clients of therapy sessions: their encrypted files, what opens them, and their consents. */
import type { CodedMessage } from '../../../messages/message.ts';
import type { Refusal } from './app.ts';

/** `damaged`: client files are there, and what opens them cannot be read. */
export type VaultState = 'none' | 'locked' | 'open' | 'damaged';

export interface VaultStatus {
  state: VaultState;
  /** What opens it beside the recovery code; null: nothing is set up, or it is damaged. */
  lock: VaultLock['kind'] | null;
  /** Whether this system keeps secrets for programs. */
  hasKeychain: boolean;
  /** Why it is damaged. */
  problem: CodedMessage | null;
  /** False: nobody has said that the recovery code is written down; it may be lost. */
  isCodeConfirmed: boolean;
}

/** What is to open client files from now on. */
export type VaultLock = { kind: 'passphrase'; passphrase: string } | { kind: 'keychain' };

/** What a person opens them with. */
export type VaultProof = VaultLock | { kind: 'recovery'; code: string };

/** As the core gets it: the shell has read the keychain. The secret and its sealed form are base64. */
export type ResolvedLock =
  Extract<VaultLock, { kind: 'passphrase' }> | { kind: 'keychain'; secret: string; sealed: string };
/** `sealed`: anew, after the keychain changed its own key. */
export type ResolvedProof =
  Exclude<VaultProof, { kind: 'keychain' }> | { kind: 'keychain'; secret: string; sealed: string | null };

/** Shown once and stored nowhere. */
export interface RecoveryCode {
  /** Five groups of five characters. */
  recoveryCode: string;
}

export interface ClientSettings {
  /** Client files are locked after so many minutes without use. */
  autoLockMinutes: number;
  /** What a client is asked to sign. */
  consentTexts: Record<ConsentLanguage, string>;
}
export type ConsentLanguage = 'en' | 'de';

export interface ClientSummary {
  id: string;
  /** Null where the key file is damaged. */
  code: string | null;
  /** ISO 8601, UTC. */
  addedAt: string | null;
  consent: ConsentState;
  sessions: number;
  /** When the latest session began; null: there was none. */
  lastSessionAt: string | null;
  /** One was not ended: it is open, or was cut off. */
  hasOpenSession: boolean;
  /** Why its file cannot be opened. */
  problem: Refusal | null;
}

/** Of the latest consent. `restored`: it comes from an older state of a damaged file, and has to be signed again. */
export type ConsentState = 'none' | 'valid' | 'withdrawn' | 'expired' | 'restored';

/** What may be measured. */
export interface ConsentScope {
  /** Expression during sessions. */
  expression: boolean;
  heartRate: boolean;
  /** Expression is sent to the VR program. */
  streams: boolean;
}

/** As it was drawn, in whole units within `width` × `height`. */
export interface DrawnSignature {
  width: number;
  height: number;
  strokes: { x: number; y: number }[][];
}

/** `typed`: a name, where somebody cannot draw. */
export type Signature = DrawnSignature | { typed: string };

export interface NewConsent {
  text: string;
  scope: ConsentScope;
  /** The last day on which it holds (YYYY-MM-DD); null: until it is withdrawn. */
  keepUntil: string | null;
  signature: Signature;
}

export interface Consent extends NewConsent {
  id: number;
  signedAt: string;
  withdrawnAt: string | null;
  /** When an older state of the file, this consent in it, took the place of a damaged one; null: never. */
  restoredAt: string | null;
}

export interface ClientDetail extends ClientSummary {
  /** The latest first; it alone counts. */
  consents: Consent[];
  /** What was done with the file, the latest first. */
  log: ClientLogEntry[];
  /** Days of which there is a copy of the file, the latest first. */
  copies: string[];
}

export interface ClientLogEntry {
  at: string;
  subject: CodedMessage | string;
}

export interface RestoredClients {
  added: number;
  /** Were here already and stayed as they are. */
  kept: number;
  /** Took the place of damaged files. */
  repaired: number;
  /** Were deleted on this computer, and stay so. */
  deleted: number;
  /** Files of the archive that cannot be used. */
  damaged: number;
}
