import type { Contact, Customer } from '../directory.ts';
import { alnoor } from './alnoor.ts';
import { brueckner } from './brueckner.ts';
import { castellan } from './castellan.ts';
import { consultant } from './consultant.ts';
import { galil } from './galil.ts';
import { harbourline } from './harbourline.ts';
import { hokkai } from './hokkai.ts';
import { lindqvist } from './lindqvist.ts';
import { maplepine } from './maplepine.ts';
import { minato } from './minato.ts';
import { northfield } from './northfield.ts';
import { sakura } from './sakura.ts';
import { toto } from './toto.ts';

export const everyCustomer: readonly Customer[] = [
  harbourline,
  northfield,
  maplepine,
  toto,
  minato,
  hokkai,
  castellan,
  alnoor,
  galil,
  lindqvist,
  brueckner,
  sakura,
];

export const everyContact: readonly Contact[] = [...everyCustomer.flatMap(({ contacts }) => contacts), consultant];
