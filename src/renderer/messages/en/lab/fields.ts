/** Settings of a preset: what each is called, what it does, and its unit. */
export const fields = {
  batchSize: { title: 'Batch size', meaning: 'Number of pictures per training step.', unit: 'pictures' },
  limitPictures: {
    title: 'Picture limit',
    meaning: 'Maximum number of training pictures, drawn by the seed. Empty: all.',
    unit: 'pictures',
  },
  choosing: {
    title: 'Model selection',
    meaning:
      'Which pictures select the model where a test split is reported: the validation split, or a tenth of the training and validation splits together.',
    unit: '',
  },
  inputSize: {
    title: 'Input size',
    meaning: 'Side of the square picture that the network takes.',
    unit: 'pixels',
  },
  'half.inputSize': {
    title: 'Input size of the half',
    meaning: 'Side of the square picture whose visible half the students see.',
    unit: 'pixels',
  },
  color: { title: 'Color', meaning: 'Whether the network takes grayscale or color pictures.', unit: '' },
  'scaling.mean': {
    title: 'Scaling: mean',
    meaning: 'Subtracted from every pixel; red, green, blue.',
    unit: '0 … 255',
  },
  'scaling.std': {
    title: 'Scaling: standard deviation',
    meaning: 'Every pixel is divided by it afterwards; red, green, blue.',
    unit: '0 … 255',
  },
  epochs: { title: 'Epochs', meaning: 'Number of passes over the training pictures.', unit: 'epochs' },
  targets: {
    title: 'Targets',
    meaning: 'What is learned: the label, the shares of the votes, or a distribution around the age.',
    unit: '',
  },
  dropout: {
    title: 'Dropout',
    meaning: 'Share of the activations before the last layers that is dropped at random in every step.',
    unit: '0 … 1',
  },
  labelSmoothing: {
    title: 'Label smoothing',
    meaning: 'Share of the target that is spread evenly over all classes. Empty: none.',
    unit: '0 … 1',
  },
  start: { title: 'Initial weights', meaning: 'Random weights, or those of the previous stage.', unit: '' },
  startFrom: {
    title: 'Published weights',
    meaning: 'The published weights that the teacher starts from, if they were imported.',
    unit: '',
  },
  choose: {
    title: 'Kept weights',
    meaning: 'Those of the last epoch, or of the epoch with the best result on the model-selection set.',
    unit: '',
  },
  lambda: {
    title: 'λ',
    meaning: 'Share of the triplet loss; the rest is the loss on the labels. Each value of a list is tried.',
    unit: '0 … 1',
  },
  margin: {
    title: 'Margin α',
    meaning: 'How much farther away the negative has to be than the positive. Each value of a list is tried.',
    unit: '',
  },
  share: {
    title: 'Mined share',
    meaning: 'Share of the training pictures searched for the hardest examples, drawn anew in each epoch.',
    unit: '0 … 1',
  },
  members: { title: 'Members', meaning: 'The students whose embeddings are concatenated.', unit: '' },
  penalty: {
    title: 'Penalty C',
    meaning:
      'Cost of an error in the linear head; the value with the best result on the model-selection set is kept.',
    unit: '',
  },
  'optimizer.kind': {
    title: 'Optimizer',
    meaning: 'How gradients change the weights: SGD with momentum, or Adam.',
    unit: '',
  },
  'optimizer.momentum': {
    title: 'Momentum',
    meaning: 'Share of the last update that is added to the next one.',
    unit: '0 … 1',
  },
  'optimizer.nesterov': {
    title: 'Nesterov',
    meaning: 'Whether the gradient is taken one step ahead.',
    unit: '',
  },
  'optimizer.weightDecay': {
    title: 'Weight decay',
    meaning: 'Pulls every weight toward zero, which keeps weights small.',
    unit: '',
  },
  'optimizer.beta1': {
    title: 'β₁',
    meaning: 'Decay rate of the mean of the gradients in Adam.',
    unit: '0 … 1',
  },
  'optimizer.beta2': {
    title: 'β₂',
    meaning: 'Decay rate of the variance of the gradients in Adam.',
    unit: '0 … 1',
  },
  'optimizer.epsilon': { title: 'ε', meaning: 'Keeps Adam from dividing by zero.', unit: '' },
  'schedule.kind': {
    title: 'Schedule',
    meaning: 'Course of the learning rate: constant, reduced on a plateau, or one cycle up and down.',
    unit: '',
  },
  'schedule.rate': { title: 'Learning rate', meaning: 'Initial step size of the weights.', unit: '' },
  'schedule.factor': {
    title: 'Factor',
    meaning: 'The learning rate is multiplied by it on a plateau.',
    unit: '0 … 1',
  },
  'schedule.patience': {
    title: 'Patience',
    meaning: 'Epochs without improvement before the learning rate is reduced.',
    unit: 'epochs',
  },
  'schedule.floor': {
    title: 'Minimum learning rate',
    meaning: 'The learning rate never falls below it.',
    unit: '',
  },
  'schedule.peak': {
    title: 'Peak learning rate',
    meaning: 'Step size of the weights where the learning rate is highest.',
    unit: '',
  },
  'schedule.warmupShare': {
    title: 'Warm-up share',
    meaning: 'Share of all steps in which the learning rate rises.',
    unit: '0 … 1',
  },
  'schedule.startFactor': {
    title: 'Start factor',
    meaning: 'The learning rate starts at this share of its peak.',
    unit: '0 … 1',
  },
  'schedule.endFactor': {
    title: 'End factor',
    meaning: 'The learning rate ends at this share of its peak.',
    unit: '0 … 1',
  },
  'augmentation.rotationDeg': {
    title: 'Rotation',
    meaning: 'Maximum rotation of a picture in either direction.',
    unit: '°',
  },
  'augmentation.scale': {
    title: 'Scale',
    meaning: 'Maximum share by which a picture is enlarged or reduced.',
    unit: '0 … 1',
  },
  'augmentation.shift': {
    title: 'Shift',
    meaning: 'Maximum shift, as a share of the side of the picture.',
    unit: '0 … 1',
  },
  'augmentation.flip': {
    title: 'Mirroring',
    meaning: 'Share of the pictures that is mirrored.',
    unit: '0 … 1',
  },
  'augmentation.brightness': {
    title: 'Brightness',
    meaning: 'Maximum share by which a picture is made brighter or darker.',
    unit: '0 … 1',
  },
  'augmentation.contrast': {
    title: 'Contrast',
    meaning: 'Maximum share by which contrast is raised or lowered.',
    unit: '0 … 1',
  },
  'occlusion.style': {
    title: 'Occlusion style',
    meaning: 'The occluded half is black, or covered by a synthetic headset or mask, or a mix of both.',
    unit: '',
  },
  'occlusion.drawnShare': {
    title: 'Share of synthetic occluders',
    meaning: 'In a mix: the share covered by a synthetic headset or mask. Empty: half.',
    unit: '0 … 1',
  },
  'distillation.lambda': {
    title: 'λ',
    meaning:
      'Share of the distillation loss; the rest is the loss on the labels. Each value of a list is tried.',
    unit: '0 … 1',
  },
  'distillation.temperature': {
    title: 'Temperature τ',
    meaning:
      'Softens the outputs of the teacher; above 1, less likely classes count more. Each value of a list is tried.',
    unit: '',
  },
} as const;
