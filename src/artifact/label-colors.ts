import type { Expression } from './labels.ts';

/** One color for a light and one for a dark surface. */
export interface LabelColor {
  light: string;
  dark: string;
}

/** The eight expressions keep one color each wherever they are drawn (after Okabe and Ito). Each has 3:1 against its surface. */
export const EXPRESSION_COLORS: Readonly<Record<Expression, LabelColor>> = {
  neutral: { light: '#6b7275', dark: '#9aa3a6' },
  happiness: { light: '#b28500', dark: '#e6b422' },
  surprise: { light: '#3a93c8', dark: '#6cc1f0' },
  sadness: { light: '#0067a3', dark: '#4a9be0' },
  anger: { light: '#d55e00', dark: '#f08a4b' },
  disgust: { light: '#009e73', dark: '#35c79b' },
  fear: { light: '#8a55a8', dark: '#bd93d8' },
  contempt: { light: '#8a5a3b', dark: '#c09a7c' },
};
