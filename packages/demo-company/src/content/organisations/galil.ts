import { customer } from '../directory.ts';

export const galil = customer(
  'galil',
  'Galil Fresh Ltd',
  'galil-fresh.example',
  {
    offset: '+0200',
    client: 'gmail',
    audience: 'sales',
    footer: ['גליל פרש בע״מ | Galil Fresh Ltd'],
  },
  {
    noa: ['נועה לוי', 'noa', 'נועה לוי\nמנכ״לית'],
    eitan: ['Eitan Mizrahi', 'eitan', 'Eitan Mizrahi\nPacking House Manager', { client: 'phone' }],
    dana: ['Dana Katz', 'dana', 'Dana Katz\nFinance', { client: 'outlook' }],
  },
);
