/** Why the client's face is not followed. */
export const clientFace = {
  noAverage:
    'the card of {name} lacks the average neutral of its model-selection pictures; recalibrate the model, or go on without a neutral phase',
  fewReadings:
    'found {found} usable readings of the neutral face, expected {expected}; repeat the neutral phase',
  noModel:
    'no expression model reads faces of which the {visible, select, upper {upper} lower {lower} other {{visible}}} part shows; choose a model first',
  gone: 'the last frame shows no such face; choose one that is seen now',
} as const;
