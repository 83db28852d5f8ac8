import type { TextStyle } from './outline-text.ts';

/** Colors and type of the contact sheets. */
export const INK = {
  paper: '#ffffff',
  text: '#1c2126',
  quiet: '#59636e',
  line: '#d8dee4',
  right: '#0072b2', // Okabe-Ito blue
  wrong: '#d55e00', // Okabe-Ito vermilion
  unmarked: '#59636e',
};

export const TITLE: TextStyle = { sizePx: 20, weight: 600, color: INK.text };
export const SUBTITLE: TextStyle = { sizePx: 13, weight: 400, color: INK.quiet };
export const CAPTION: TextStyle = { sizePx: 12, weight: 400, color: INK.quiet };
export const TRUTH: TextStyle = { sizePx: 12, weight: 600, color: INK.text };
export const LABEL: TextStyle = { sizePx: 13, weight: 600, color: INK.text };
export const PERCENT: TextStyle = { sizePx: 13, weight: 400, color: INK.text, anchor: 'end' };
