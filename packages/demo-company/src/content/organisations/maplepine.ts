import { customer } from '../directory.ts';

export const maplepine = customer(
  'maplepine',
  'Maple & Pine Pharmacy Group',
  'maplepine.example',
  {
    offset: '-0500',
    client: 'outlook',
    audience: 'sales',
    footer: ['Maple & Pine Pharmacy Group', '41 King Street, Kingston, Ontario'],
  },
  {
    hannah: ['Hannah Osei', 'hosei', 'Hannah Osei, RPh\nDirector, Pharmacy Operations'],
    mark: ['Mark Delacroix', 'mdelacroix', '-- \nMark Delacroix, Information Security', { client: 'thunderbird' }],
    julie: ['Julie Tremblay', 'jtremblay', 'Julie Tremblay\nAssociate General Counsel'],
    raj: ['Raj Patel', 'rpatel', 'Raj Patel\nPharmacy Manager, Store 114', { client: 'gmail' }],
  },
);
