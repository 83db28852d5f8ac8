import type { Random } from '../../../common/math/random.ts';
import type { HeadMotion } from '../client/moving-scene.ts';
import { seatedMotion } from '../client/moving-scene.ts';
import type { MouthShape } from './moving-mouth.ts';

/** What a person does before the camera. */
export interface MouthWay {
  readonly name: string;
  /** Chewing is neither: it bends a reading as talking does. */
  readonly kind: 'talks' | 'silent' | 'chews';
  readonly mouth: (seconds: number) => MouthShape;
  readonly motion: (seconds: number) => HeadMotion;
  /** Whether a word is being said, pauses between words included. */
  readonly speaks: (seconds: number) => boolean;
}

/** When somebody who talks begins and ends. */
export const TALKS = { fromS: 4, toS: 12 };
/** Between the lips, in widths of the mouth: about 4 to 12 mm. */
const OPEN = { least: 0.08, most: 0.24 };
/** Syllables a second (Ding et al. 2017: four to five; slow and fast speakers beyond). */
const RATE = { least: 3, most: 6 };
/** Seconds of speech between two pauses, and of a pause. */
const PHRASE = { least: 1, most: 3.5 };
const PAUSE = { least: 0.2, most: 0.8 };
/** Lips that are rounded and spread. */
const WIDE = 0.12;

const CLOSED: MouthShape = { open: 0, jaw: 0, wide: 0 };
const STILL: HeadMotion = { across: 0, down: 0, size: 0, turn: 0 };
const never = () => false;
const closed = () => CLOSED;

/** Ways of one person, drawn anew: how fast and how far it moves. */
export function mouthWays(random: Random): MouthWay[] {
  const seated = seatedMotion(random);
  const talks = (name: string, motion: MouthWay['motion']): MouthWay => {
    return { name, kind: 'talks', motion, ...speech(random) };
  };
  const silent = (name: string, motion: MouthWay['motion'], mouth: MouthWay['mouth'] = closed): MouthWay => {
    return { name, kind: 'silent', motion, mouth, speaks: never };
  };
  return [
    talks('talks', () => STILL),
    talks('talks and moves', seated),
    talks('talks and nods', nods(random)),
    silent('sits still', () => STILL),
    silent('moves', seated),
    silent('nods', nods(random)),
    silent('leans back and forth', leans(random)),
    silent('smiles slowly', seated, smiles(random)),
    silent('gasps', seated, gasps(random)),
    { ...silent('chews', seated, chews(random)), kind: 'chews' },
  ];
}

/** Syllables of their own length and width, in phrases with pauses between them. */
function speech(random: Random): Pick<MouthWay, 'mouth' | 'speaks'> {
  const [rate, open] = [random.uniform(RATE.least, RATE.most), random.uniform(OPEN.least, OPEN.most)];
  const syllables: { fromS: number; lastsS: number; open: number; wide: number }[] = [];
  let s = TALKS.fromS;
  while (s < TALKS.toS) {
    const phraseEnd = s + random.uniform(PHRASE.least, PHRASE.most);
    while (s < phraseEnd && s < TALKS.toS) {
      const lastsS = random.uniform(0.75, 1.3) / rate;
      const shape = { open: open * random.uniform(0.4, 1), wide: random.uniform(-WIDE, WIDE) };
      syllables.push({ fromS: s, lastsS, ...shape });
      s += lastsS;
    }
    s += random.uniform(PAUSE.least, PAUSE.most);
  }
  return {
    speaks: (seconds) => seconds >= TALKS.fromS && seconds < TALKS.toS,
    mouth(seconds) {
      const now = syllables.find(({ fromS, lastsS }) => seconds >= fromS && seconds < fromS + lastsS);
      if (!now) return CLOSED;
      const share = Math.sin((Math.PI * (seconds - now.fromS)) / now.lastsS) ** 2;
      return { open: share * now.open, jaw: 0, wide: share * now.wide };
    },
  };
}

function nods(random: Random): MouthWay['motion'] {
  const [rate, down] = [random.uniform(0.6, 1.6), random.uniform(0.05, 0.15)];
  return (seconds) => ({ ...STILL, down: down * Math.sin(2 * Math.PI * rate * seconds) });
}

function leans(random: Random): MouthWay['motion'] {
  const [rate, size] = [random.uniform(0.15, 0.4), random.uniform(0.1, 0.25)];
  return (seconds) => {
    const wave = Math.sin(2 * Math.PI * rate * seconds);
    return { ...STILL, size: size * wave, down: -0.3 * size * wave };
  };
}

/** Forms, stays and goes, again and again. */
function smiles(random: Random): MouthWay['mouth'] {
  const [formsS, staysS, wide] = [random.uniform(0.5, 1.5), random.uniform(1, 3), random.uniform(0.15, 0.3)];
  const period = 2 * formsS + 2 * staysS;
  return (seconds) => {
    const at = seconds % period;
    const share = Math.min(1, at / formsS, Math.max(0, (2 * formsS + staysS - at) / formsS));
    return { ...CLOSED, wide: wide * smooth(share) };
  };
}

/** The mouth opens, stays open and closes: surprise, fear. */
function gasps(random: Random): MouthWay['mouth'] {
  const [opensS, staysS, open] = [
    random.uniform(0.2, 0.5),
    random.uniform(1, 2.5),
    random.uniform(0.2, 0.45),
  ];
  const period = opensS + staysS + 2 * opensS + 2.5;
  return (seconds) => {
    const at = seconds % period;
    const share = Math.min(1, at / opensS, Math.max(0, (3 * opensS + staysS - at) / (2 * opensS)));
    return { ...CLOSED, open: open * smooth(share) };
  };
}

function chews(random: Random): MouthWay['mouth'] {
  const [rate, jaw] = [random.uniform(1.1, 1.8), random.uniform(0.1, 0.2)];
  return (seconds) => ({ ...CLOSED, jaw: jaw * Math.sin(Math.PI * rate * seconds) ** 2 });
}

const smooth = (share: number) => share * share * (3 - 2 * share);
