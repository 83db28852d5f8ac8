/** Labels and tasks of the models. */
export const labels = {
  names: {
    neutral: 'Neutral',
    happiness: 'Happiness',
    surprise: 'Surprise',
    sadness: 'Sadness',
    anger: 'Anger',
    disgust: 'Disgust',
    fear: 'Fear',
    contempt: 'Contempt',
    male: 'Man',
    female: 'Woman',
    none: 'No occlusion',
    upper: 'Headset',
    lower: 'Mask',
    'not a face': 'Not a face',
  },
  tasks: {
    expression: 'Expression',
    gender: 'Gender',
    age: 'Age',
    custom: 'Own classes',
    occlusion: 'Occlusion',
  },
} as const;
