import { MAX_SHIFT } from '../../../../../../inference/live/client-face/neutral.ts';
import { VERSION } from '../../../../../../common/version.ts';
import type { Consent } from '../../../../../ipc/contract.ts';
import type { SessionModel } from '../../recording/stored-session.ts';
import type { RecordedSession } from '../recorded-session.ts';
import type { ChartOptions } from './chart.ts';
import { day, decimal, share } from './report-format.ts';
import { reportTexts } from './texts/index.ts';

type Facts = [name: string, value: string][];

/** Of an earlier model the short form has the name and the hash alone. */
function modelFacts({ language, form }: ChartOptions, model: SessionModel, isWhole: boolean): Facts {
  const { how: words, names } = reportTexts(language);
  const which: Facts = [
    [words.model, model.name],
    [words.sha256, model.sha256],
  ];
  if (!isWhole) return which;
  const temperature = decimal(language, model.temperature, 2);
  return [
    ...which,
    [words.visible, words.visibles[model.visible]],
    [words.threshold, share(model.confidenceThreshold)],
    ...(form === 'long' ? ([[words.temperature, temperature]] as Facts) : []),
    ...model.bands
      .filter(({ labels }) => labels.length > 1)
      .map(({ key, labels }): Facts[number] => [
        words.groups,
        words.groupsText({ name: names[key], labels: labels.map((label) => names[label]).join(', ') }),
      ]),
  ];
}

/** What somebody needs to judge the figures: the model with its thresholds, the neutral face, the consent, versions. */
export function howMeasured(
  { language, form }: ChartOptions,
  { stored: { models, center, version } }: RecordedSession,
  consent: Consent,
): Facts {
  const { how: words } = reportTexts(language);
  const number = (value: number) => decimal(language, value, 2);
  const { id, signedAt, withdrawnAt } = consent;
  const withdrawn = withdrawnAt === null ? 'none' : day(language, withdrawnAt);
  return [
    ...models.flatMap((model, i) =>
      modelFacts({ language, form }, model, form === 'long' || i === models.length - 1),
    ),
    [
      words.neutral,
      center
        ? words.neutralText({
            readings: center.readings,
            shift: number(center.shift),
            most: number(MAX_SHIFT),
            isLimited: String(center.isLimited),
          })
        : words.noNeutral,
    ],
    [words.consent, words.consentText({ id, day: day(language, signedAt), withdrawn })],
    [words.version, `Demiface ${version}`],
    [words.made, `Demiface ${VERSION}`],
  ];
}
