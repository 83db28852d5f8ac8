import type { lineage as en } from '../../en/core/lineage.ts';
import type { Catalog } from '../../translate.ts';

export const lineage = {
  taught: '{n, number} Trainingsbilder ({splits})',
  chose: 'ausgewählt auf: {choosing}',
  license: '{license}',
  fingerprint: 'Fingerabdruck {fingerprint}',
  stage: 'Stufe {key}',
  notHere: 'nicht auf diesem Rechner',
  made: '{kind, select, teacher {Lehrer} student {Schüler} standard {Standard-Destillation} triplet {Triplett-Destillation} ensemble {Ensemble} other {{kind}}} von {preset}, Seed {seed}, Stufe {key}',
  released: 'veröffentlicht aus: {made}',
  measured:
    '{made}: {figure} ({split, select, train {Trainingsmenge} val {Validierungsmenge} test {Testmenge} selection {Modellauswahlmenge} other {Teilmenge {split}}}, {pictures})',
  right: '{percent, number, ::.0} % richtig',
  error: 'MAE {years, number, ::.00} Jahre',
  pictures: '{n, number} Bilder',
  somePictures: 'Anzahl unbekannt',
} satisfies Catalog<typeof en>;
