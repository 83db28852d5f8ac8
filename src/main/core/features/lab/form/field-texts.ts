/** What each setting is called, what it means in one sentence, and its unit. */
export interface FieldText {
  title: string;
  meaning: string;
  unit: string;
}

const words = (title: string, meaning: string, unit = ''): FieldText => ({ title, meaning, unit });

/** By key, without the stage before it. */
export const WORDS: Readonly<Record<string, FieldText>> = {
  seed: words('Seed', 'Decides everything that is random; the same seed gives the same weights.'),
  batchSize: words(
    'Batch size',
    'So many pictures are learned from at once, before the weights move.',
    'pictures',
  ),
  limitPictures: words(
    'Picture limit',
    'At most so many training pictures, drawn by the seed; empty: all.',
    'pictures',
  ),
  choosing: words(
    'Who chooses',
    'Where a test split is reported: the validation split chooses, or a tenth of it and the training split together.',
  ),
  inputSize: words('Input size', 'Side of the square picture that the network takes.', 'pixels'),
  'half.inputSize': words(
    'Input size of the half',
    'Side of the square picture of which the students look at the half that shows.',
    'pixels',
  ),
  color: words('Color', 'Whether the network is shown gray pictures or colored ones.'),
  'scaling.mean': words(
    'Scaling: mean',
    'Taken from every pixel before the network sees it; red, green, blue.',
    '0 … 255',
  ),
  'scaling.std': words('Scaling: deviation', 'What is left is divided by it; red, green, blue.', '0 … 255'),
  epochs: words('Epochs', 'How often every training picture is learned from.', 'epochs'),
  targets: words(
    'Targets',
    'What is learned: the label, the shares of the votes, or an age with its surroundings.',
  ),
  dropout: words(
    'Dropout',
    'Share of the activations before the last layers that is left out at random in every step.',
    '0 … 1',
  ),
  labelSmoothing: words(
    'Label smoothing',
    'Share of the target that is spread evenly over all classes; empty: none.',
    '0 … 1',
  ),
  start: words('Starts from', 'Fresh weights, or those of the stage before.'),
  startFrom: words(
    'Published weights',
    'The published weights that the teacher starts from, if they have been imported.',
  ),
  choose: words(
    'Weights kept',
    'Those of the last epoch, or of the epoch that does best on the model-selection pictures.',
  ),
  lambda: words(
    'λ',
    'Share of the triplet loss; the rest is the loss on the labels. A list: each is tried.',
    '0 … 1',
  ),
  margin: words(
    'Margin α',
    'How much farther than the positive the negative has to lie. A list: each is tried.',
  ),
  share: words(
    'Mined share',
    'Share of the training pictures among which the hardest examples are looked for, drawn anew each epoch.',
    '0 … 1',
  ),
  members: words('Members', 'The students whose embeddings are joined.'),
  penalty: words(
    'Penalty C',
    'How much an error costs the linear machine; the one that does best on the model-selection pictures is kept.',
  ),
  'optimizer.kind': words('Optimizer', 'How a gradient moves the weights: SGD with momentum, or Adam.'),
  'optimizer.momentum': words('Momentum', 'Share of the last move that is kept in the next one.', '0 … 1'),
  'optimizer.nesterov': words('Nesterov', 'Whether the momentum looks one step ahead.'),
  'optimizer.weightDecay': words(
    'Weight decay',
    'Pulls every weight towards zero, so that none grows large without need.',
  ),
  'optimizer.beta1': words('β₁', 'How slowly Adam forgets the mean of the gradients.', '0 … 1'),
  'optimizer.beta2': words('β₂', 'How slowly Adam forgets how much the gradients vary.', '0 … 1'),
  'optimizer.epsilon': words('ε', 'Keeps Adam from dividing by zero.'),
  'schedule.kind': words(
    'Schedule',
    'How the learning rate goes: constant, lower whenever nothing improves, or up and down once.',
  ),
  'schedule.rate': words('Learning rate', 'How far the weights move in a step, at the start.'),
  'schedule.factor': words('Falls by', 'The rate is multiplied by it when nothing has improved.', '0 … 1'),
  'schedule.patience': words(
    'Patience',
    'So many epochs without improvement are waited for before the rate falls.',
    'epochs',
  ),
  'schedule.floor': words('Lowest rate', 'The rate never falls below it.'),
  'schedule.peak': words(
    'Peak learning rate',
    'How far the weights move in a step, where the rate is highest.',
  ),
  'schedule.warmupShare': words('Rising share', 'Share of all steps in which the rate rises.', '0 … 1'),
  'schedule.startFactor': words('Start of the rate', 'The rate starts at this share of its peak.', '0 … 1'),
  'schedule.endFactor': words('End of the rate', 'The rate ends at this share of its peak.', '0 … 1'),
  'augmentation.rotationDeg': words('Rotation', 'Pictures are turned by up to so much, either way.', '°'),
  'augmentation.scale': words('Size', 'Pictures are made larger or smaller by up to this share.', '0 … 1'),
  'augmentation.shift': words('Shift', 'Pictures are moved by up to this share of their side.', '0 … 1'),
  'augmentation.flip': words('Mirroring', 'This share of the pictures is mirrored.', '0 … 1'),
  'augmentation.brightness': words(
    'Brightness',
    'Pictures are made lighter or darker by up to this share.',
    '0 … 1',
  ),
  'augmentation.contrast': words(
    'Contrast',
    'Contrast is made stronger or weaker by up to this share.',
    '0 … 1',
  ),
  'occlusion.style': words(
    'How faces are hidden',
    'The hidden half is black, wears a drawn headset or mask, or one of both.',
  ),
  'occlusion.drawnShare': words(
    'Drawn share',
    'Of mixed pictures: the share that wears a drawn headset or mask; empty: half.',
    '0 … 1',
  ),
  'distillation.lambda': words(
    'λ',
    "Share of the teacher's part of the loss; the rest is the loss on the labels. A list: each is tried.",
    '0 … 1',
  ),
  'distillation.temperature': words(
    'Temperature τ',
    'Softens what the teacher says; above 1 the less likely classes count more. A list: each is tried.',
  ),
};
