import type { DealStory } from '../deal.ts';
import { harbourlineFleet } from './harbourline-fleet.ts';
import { harbourlineRotterdam } from './harbourline-rotterdam.ts';
import { northfieldRenewal } from './northfield-renewal.ts';
import { northfieldTankers } from './northfield-tankers.ts';

export const everyDeal: readonly DealStory[] = [
  harbourlineFleet,
  harbourlineRotterdam,
  northfieldTankers,
  northfieldRenewal,
];
