import { customer } from '../directory.ts';

export const toto = customer(
  'toto',
  '東都食品株式会社',
  'toto-foods.example',
  {
    offset: '+0900',
    client: 'outlookJa',
    audience: 'sales',
    footer: ['〒144-0045 東京都大田区南六郷 3-8-1', '東都食品株式会社'],
  },
  {
    sato: ['佐藤 健一', 'k.sato', '品質保証部 課長\n佐藤 健一'],
    suzuki: ['鈴木 美咲', 'm.suzuki', '購買部\n鈴木 美咲'],
    takahashi: ['高橋 大輔', 'd.takahashi', '情報システム部\n高橋 大輔', { client: 'thunderbirdJa' }],
    watanabe: ['渡辺 由美', 'y.watanabe', '物流部 係長\n渡辺 由美', { client: 'gmailJa' }],
    ito: ['伊藤 正', 't.ito', '製造部 部長\n伊藤 正', { client: 'jis' }],
  },
);
