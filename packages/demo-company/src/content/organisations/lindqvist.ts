import { customer } from '../directory.ts';

export const lindqvist = customer(
  'lindqvist',
  'Lindqvist Fisk AB',
  'lindqvist-fisk.example',
  {
    offset: '+0100',
    client: 'outlookSv',
    audience: 'sales',
    footer: ['Lindqvist Fisk AB, Fiskhamnen, Göteborg'],
  },
  {
    anders: ['Anders Lindqvist', 'anders', 'Anders Lindqvist\nVD'],
    karin: ['Karin Holm', 'karin.holm', 'Karin Holm\nTransportledare'],
  },
);
