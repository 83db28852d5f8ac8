import { data } from './data.ts';
import { frame } from './frame.ts';
import { models } from './models.ts';
import { refusalMessages } from './refusals.ts';
import { settings } from './settings.ts';
import { shared } from './shared.ts';

/** Everything that the frame, Data, Models and Settings say, in English. Another language is another object of this type. */
export const en = { data, frame, models, refusals: refusalMessages, settings, shared };
export type Messages = typeof en;
