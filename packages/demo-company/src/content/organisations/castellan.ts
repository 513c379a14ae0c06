import { customer } from '../directory.ts';

export const castellan = customer(
  'castellan',
  'Castellan Estate Wines',
  'castellan-wines.example',
  {
    offset: '+0200',
    client: 'apple',
    audience: 'sales',
    footer: ['Castellan Estate, Stellenbosch'],
  },
  {
    pieter: ['Pieter Cronjé', 'pieter', 'Pieter Cronjé\nCellar Master'],
    nomsa: ['Nomsa Dube', 'nomsa', 'Nomsa Dube\nOperations', { client: 'gmail' }],
    charl: ['Charl Basson', 'charl', 'Charl Basson CA(SA)\nFinancial Director', { client: 'plainOutlook' }],
  },
);
