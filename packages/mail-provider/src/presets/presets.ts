import { chinesePresets } from './chinese.ts';
import { hostingPresets } from './hosting.ts';
import { largePresets } from './large.ts';
import { ownServerPresets } from './own-server.ts';
import type { Preset } from './preset.ts';
import { regionalPresets } from './regional.ts';
import { telecomPresets } from './telecom.ts';

/** Every provider that is known by name, the most used first. */
export const presets: readonly Preset[] = [
  ...largePresets,
  ...telecomPresets,
  ...regionalPresets,
  ...hostingPresets,
  ...chinesePresets,
  ...ownServerPresets,
];
