import { customer } from '../directory.ts';

export const northfield = customer(
  'northfield',
  'Northfield Dairy Co-operative',
  'northfield-dairy.example',
  {
    offset: '+0000',
    client: 'outlook',
    audience: 'service',
    footer: ['Northfield Dairy Co-operative Society, Mallow, Co. Cork'],
  },
  {
    siobhan: ['Siobhán Kelleher', 's.kelleher', 'Siobhán Kelleher\nQuality & Compliance Manager'],
    declan: ['Declan Moore', 'd.moore', 'Declan', { client: 'phone', also: 'declan.moore@mailbox.example' }],
    aoife: ['Aoife Byrne', 'accounts', 'Aoife Byrne\nAccounts Payable', { client: 'plainOutlook' }],
  },
);
