import { customer } from '../directory.ts';

export const harbourline = customer(
  'harbourline',
  'Harbourline Logistics Ltd',
  'harbourline.example',
  {
    offset: '+0000',
    client: 'outlook',
    audience: 'sales',
    footer: ['Harbourline Logistics Ltd | Dock Gate 2, Felixstowe'],
  },
  {
    tom: ['Tom Whitaker', 'tom.whitaker', 'Tom Whitaker\nFleet Operations Manager'],
    priya: ['Priya Nair', 'priya.nair', 'Priya Nair\nHead of Data & Integration', { client: 'gmail' }],
    gareth: ['Gareth Pugh', 'gareth.pugh', 'Gareth Pugh\nProcurement'],
    marieke: ['Marieke de Vos', 'marieke.devos', 'Marieke de Vos\nDepot Manager, Rotterdam', { client: 'apple' }],
  },
);
