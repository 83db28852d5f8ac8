import { DemifaceError } from '../../common/error.ts';

/** @throws DemifaceError `diverged` naming the first picture whose prediction is no number */
export function checkFinite(values: ArrayLike<number>, perPicture = 1): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]))
      throw new DemifaceError(
        'diverged',
        `the prediction for picture ${Math.floor(i / perPicture)} is ${values[i]}, expected a number; ` +
          'the model has diverged: train it again with a lower learning rate',
      );
}
