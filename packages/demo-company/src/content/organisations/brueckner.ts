import { customer } from '../directory.ts';

export const brueckner = customer(
  'brueckner',
  'Brückner Labortechnik GmbH',
  'brueckner-labor.example',
  {
    offset: '+0100',
    client: 'outlookDe',
    audience: 'sales',
    footer: ['Brückner Labortechnik GmbH', 'Amtsgericht Tübingen, HRB 748 112'],
  },
  {
    martina: ['Dr. Martina Brückner', 'm.brueckner', 'Dr. Martina Brückner\nGeschäftsführerin'],
    stefan: ['Stefan Vogel', 's.vogel', 'Stefan Vogel\nProduktmanagement'],
    ulrike: ['Ulrike Sommer', 'u.sommer', 'Ulrike Sommer\nRecht & Verträge'],
  },
);
