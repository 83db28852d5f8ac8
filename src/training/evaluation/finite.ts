import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';

/** @throws DemifaceError `diverged` naming the first picture whose prediction is no number */
export function checkFinite(values: ArrayLike<number>, perPicture = 1): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i])) {
      const picture = Math.floor(i / perPicture);
      throw new DemifaceError(
        'diverged',
        message('training.divergedPrediction', { picture, value: String(values[i]) }),
      );
    }
}
