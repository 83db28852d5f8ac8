import type { ModelDetail } from '../../../main/ipc/contract.ts';
import { formatBytes, formatNumber, formatPercent } from '../../messages/format.ts';
import { messages } from '../../messages/index.ts';
import { layoutName, stageName, taskNames } from '../../messages/names.ts';

/** A card as names and values. */
export function cardFacts({ card, bytes, summary }: ModelDetail) {
  const words = messages.models.card;
  const { stage, data, preprocessing, ageInterval } = card;
  const sign = (years: number) => `${years < 0 ? '−' : '+'}${formatNumber(Math.abs(years))}`;
  return [
    { name: words.task, value: taskNames[card.task] },
    { name: words.visible, value: messages.shared.visible[card.visible] },
    { name: words.net, value: [card.net, ...card.branches].join(', ') },
    { name: words.stage, value: stageName(stage.kind) },
    { name: words.preset, value: stage.preset },
    { name: words.seed, value: String(stage.seed) },
    {
      name: words.input,
      value: words.inputText({ size: preprocessing.size, color: words.colors[preprocessing.color] }),
    },
    ...(ageInterval
      ? [
          {
            name: words.ageInterval,
            value: words.ageIntervalText({ low: sign(ageInterval.low), high: sign(ageInterval.high) }),
          },
        ]
      : [
          { name: words.temperature, value: formatNumber(card.temperature, 2) },
          { name: words.confidenceThreshold, value: formatPercent(card.confidenceThreshold, 0) },
        ]),
    { name: words.flip, value: card.flip ? words.yes : words.no },
    { name: words.size, value: formatBytes(bytes) },
    {
      name: words.data,
      value: `${layoutName(data.layout)}, ${messages.data.pictures({ n: data.pictures })}`,
    },
    { name: words.license, value: data.license },
    {
      name: words.fingerprint,
      value: data.fingerprint.slice(0, 12),
      title: data.fingerprint,
      isCopied: true,
    },
    { name: words.folder, value: summary.path, isCopied: true },
  ];
}
