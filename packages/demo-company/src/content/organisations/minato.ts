import { customer } from '../directory.ts';

export const minato = customer(
  'minato',
  'みなと医薬品卸株式会社',
  'minato-iyaku.example',
  {
    offset: '+0900',
    client: 'outlookJa',
    audience: 'sales',
    footer: ['みなと医薬品卸株式会社', '〒231-0801 横浜市中区新山下 2-4'],
  },
  {
    nakamura: ['中村 浩', 'nakamura', '品質管理部 部長\n中村 浩'],
    kobayashi: ['小林 恵', 'keiri', '経理課\n小林 恵', { client: 'jis' }],
    kato: ['加藤 亮', 'kato', '横浜物流センター センター長\n加藤 亮', { client: 'thunderbirdJa' }],
  },
);
