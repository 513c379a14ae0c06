import type { DealStory } from '../deal.ts';
import { alnoorHub } from './alnoor-hub.ts';
import { bruecknerOem } from './brueckner-oem.ts';
import { castellanCellars } from './castellan-cellars.ts';
import { galilPacking } from './galil-packing.ts';
import { harbourlineFleet } from './harbourline-fleet.ts';
import { harbourlineRotterdam } from './harbourline-rotterdam.ts';
import { hokkaiMaintenance } from './hokkai-maintenance.ts';
import { hokkaiWarehouse2 } from './hokkai-warehouse-2.ts';
import { lindqvistTrucks } from './lindqvist-trucks.ts';
import { maplepineFridges } from './maplepine-fridges.ts';
import { minatoGdp } from './minato-gdp.ts';
import { northfieldRenewal } from './northfield-renewal.ts';
import { northfieldTankers } from './northfield-tankers.ts';
import { totoDeliFactory } from './toto-deli-factory.ts';
import { totoDeliveryVans } from './toto-delivery-vans.ts';

export const everyDeal: readonly DealStory[] = [
  harbourlineFleet,
  harbourlineRotterdam,
  northfieldTankers,
  northfieldRenewal,
  maplepineFridges,
  totoDeliFactory,
  totoDeliveryVans,
  minatoGdp,
  hokkaiWarehouse2,
  hokkaiMaintenance,
  castellanCellars,
  alnoorHub,
  galilPacking,
  lindqvistTrucks,
  bruecknerOem,
];
