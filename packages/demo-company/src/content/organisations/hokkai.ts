import { customer } from '../directory.ts';

export const hokkai = customer(
  'hokkai',
  '北海冷蔵株式会社',
  'hokkai-reizo.example',
  {
    offset: '+0900',
    client: 'outlookJa',
    audience: 'service',
    footer: ['北海冷蔵株式会社', '〒003-0030 札幌市白石区流通センター 5丁目'],
  },
  {
    sasaki: ['佐々木 勇', 'sasaki', '倉庫部 部長\n佐々木 勇', { client: 'jis' }],
    kudo: ['工藤 真由', 'kudo', '業務課\n工藤 真由'],
    kikuchi: ['菊地 徹', 'kikuchi', '設備管理\n菊地 徹', { client: 'shiftJis' }],
  },
);
