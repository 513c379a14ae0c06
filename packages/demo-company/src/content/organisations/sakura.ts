import { customer } from '../directory.ts';

export const sakura = customer(
  'sakura',
  '有限会社さくら花卉',
  'sakura-kaki.example',
  {
    offset: '+0900',
    client: 'gmailJa',
    audience: 'everyone',
    footer: ['有限会社さくら花卉(大阪鶴見花き市場内)'],
  },
  {
    yamaguchi: ['山口 花子', 'yamaguchi', '代表\n山口 花子'],
    // The mobile carrier hands out local parts that RFC 5321 §4.1.2 does not allow without quotes.
    matsumoto: ['松本 剛', 'matsumoto', '松本', { client: 'phone', also: 'matsu..taka.@docomo.example' }],
  },
);
