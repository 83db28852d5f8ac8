import { expect, it } from 'vitest';

import { LAYOUTS } from '../../../src/training/sources/types.ts';
import { onLayout, PRESETS, withSettings } from '../../../src/training/presets/index.ts';

it.each(PRESETS.filter(({ layout }) => layout !== 'occlusion').map((preset) => [preset.id, preset] as const))(
  '%s can be set up for every layout, without votes where there are none',
  (_, preset) => {
    for (const layout of LAYOUTS) {
      const fitted = onLayout(preset, layout);
      expect(withSettings(fitted, [])).toEqual(fitted); // the schema and the rules between settings accept it
      expect(fitted.layout).toBe(layout);
      expect({ ...fitted, layout: '', stages: [] }).toEqual({ ...preset, layout: '', stages: [] });
      if (layout !== 'ferplus') expect(JSON.stringify(fitted.stages)).not.toContain('"votes"');
    }
    expect(onLayout(preset, preset.layout as (typeof LAYOUTS)[number])).toBe(preset);
  },
);
