import { customer } from '../directory.ts';

export const alnoor = customer(
  'alnoor',
  'Al Noor Medical Supplies LLC',
  'alnoor-medical.example',
  {
    offset: '+0400',
    client: 'outlook',
    audience: 'sales',
    footer: ['شركة النور للمستلزمات الطبية | Al Noor Medical Supplies LLC, Dubai'],
  },
  {
    layla: ['ليلى المنصوري', 'l.almansoori', 'ليلى المنصوري\nمديرة سلسلة الإمداد'],
    omar: ['Omar Haddad', 'o.haddad', 'Omar Haddad\nIT Manager', { client: 'gmail' }],
    yusuf: ['Yusuf Rahman', 'procurement', 'Yusuf Rahman\nProcurement'],
    fatima: ['Dr. Fatima Saleh', 'f.saleh', 'Dr. Fatima Saleh\nResponsible Person, Quality'],
  },
);
