import type { ReportLanguage } from '../../../../../ipc/contract/session-report.ts';
import type { RecordedSession } from '../recorded-session.ts';
import { duration, share, sharesText } from './report-format.ts';
import { reportTexts } from './texts/index.ts';

/** The session in plain sentences, each with no more than the figures bear. */
export function sentences(language: ReportLanguage, recorded: RecordedSession): string[] {
  const { summary: words } = reportTexts(language);
  const { summary, stored, steps, events, expression, talkingShare } = recorded;
  const rated = steps.filter(({ isHabituated }) => isHabituated !== null);
  const habituated = rated.filter(({ isHabituated }) => isHabituated).length;
  const gapMs = events.reduce(
    (sum, { what }) => sum + (what.kind === 'slept' || what.kind === 'resumed' ? (what.gapMs ?? 0) : 0),
    0,
  );
  const { highestStep: step, suds, stops, usableShare } = summary;
  return [
    step === null
      ? words.noExposure
      : words.exposure({
          length: duration(summary.exposureMs),
          stays: steps.length,
          step: step + 1,
          title: stored.ladder.steps[step]!.title,
        }),
    suds ? words.suds(suds) : words.noSuds,
    ...(rated.length > 0 ? [words.habituated({ habituated, rated: rated.length })] : []),
    ...(stops > 0 ? [words.stops({ n: stops })] : []),
    ...(usableShare === null
      ? [words.noFace]
      : [
          words.usable({ usable: share(usableShare), talking: share(talkingShare) }),
          expression ? words.expression({ shares: sharesText(language, expression) }) : words.noExpression,
        ]),
    ...(gapMs > 0 ? [words.resumed({ gap: duration(gapMs) })] : []),
    ...(events.some(({ what }) => what.kind === 'consent-ended') ? [words.consentEnded] : []),
  ];
}
