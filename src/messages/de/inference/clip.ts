import type { clip as en } from '../../en/inference/clip.ts';
import type { Catalog } from '../../translate.ts';

export const clip = {
  of: '{file}: {note}',
  pictureLeftOut: '{file} ist nicht lesbar: {reason}; wird ausgelassen',
  streams:
    'enthält {n} Videospuren, nur die erste wird gelesen; um alle zu lesen, bitte jede als eigene Datei speichern',
  widePixels:
    'laut Datei sind Pixel {times, number, ::.#}-mal so breit wie hoch, wie bei keiner Kamera; sie werden als quadratisch gelesen',
  highPixels:
    'laut Datei sind Pixel {times, number, ::.#}-mal so hoch wie breit, wie bei keiner Kamera; sie werden als quadratisch gelesen',
  sizes:
    'Framegröße wechselt {n, plural, one {bei} other {{n}-mal, zuerst bei}} {atS, number, ::.00} s von {from} zu {to}; jeder Frame wird in seiner eigenen Größe gelesen, Rahmen gelten in dessen Pixeln',
  timesBack:
    'Zeitstempel springen um {byS, number, ::.00} s zurück; Frames danach behalten die letzte Zeit vor dem Sprung, bis ihre eigene später ist: {read}',
  timesJump:
    'Zeitstempel springen insgesamt um {byS, number, ::.00} s {direction, select, back {zurück} other {vor}}; Frames nach einem Sprung schließen unmittelbar an: {read}',
  cutOff:
    'endet bei {atS, number, ::.00} s von {endS, number, ::.00} s, abgeschnitten oder beschädigt: {read}',
  cutInFrame: 'endet mitten in einem Frame, abgeschnitten: {read}',
  damaged: 'beschädigt ({complaint}): {read}',
  undecodable: 'enthält Frames, die sich nicht dekodieren lassen: {read}',
  frames: '{n, plural, one {{n} Frame wurde} other {{n} Frames wurden}} dekodiert',
  framesOf: '{n} von {total} Frames wurden dekodiert',
  framesLostBefore: '{frames}, die {lost} vor {atS, number, ::.00} s nicht',
} satisfies Catalog<typeof en>;
