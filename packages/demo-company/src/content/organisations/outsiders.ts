import type { ClientName } from '../../render/client.ts';
import type { Person } from '../../story/person.ts';

const who = (
  key: string,
  name: string,
  address: string,
  client: ClientName = 'gmail',
  offset = '+0900',
  signature: readonly string[] = [],
): Person => ({ key, name, address, client, offset, signature });

/** People and machines that write to the company and are in nobody's directory. */
export const outsiders: readonly Person[] = [
  who('emma', 'Emma Caldwell', 'emma@coldchain-weekly.example', 'apple', '+0000', [
    'Emma Caldwell',
    'Editor, Cold Chain Weekly',
  ]),
  who('weekly', 'Cold Chain Weekly', 'weekly@coldchain-weekly.example', 'gmail', '+0000'),
  who('engineers', 'Cold storage engineers', 'engineers@reefer-list.example', 'thunderbird', '+0000'),
  who('ruben', 'Ruben Aalto', 'ruben@aalto-cooling.example', 'thunderbird', '+0200', ['-- ', 'Ruben']),
  who('inge', 'Inge Maes', 'inge.maes@koelhuis.example', 'apple', '+0100', ['Inge']),
  who('docomo', '松本 剛', 'matsu..taka.@docomo.example', 'docomo'),
  who('ryoma', '株式会社りょうま商会 吉田', 'yoshida@ryoma-shokai.example', 'jis', '+0900', [
    '株式会社りょうま商会',
    '吉田 修',
  ]),
  who('courier', 'Asahi Parcel', 'tracking@asahi-parcel.example'),
  who('travel', 'Sora Travel Desk', 'bookings@sora-travel.example', 'plainOutlook'),
  who('clinic', 'しながわ歯科', 'yoyaku@shinagawa-shika.example', 'gmailJa'),
  who('mother', '田中 節子', 'setsuko@mailbox.example', 'phone'),
  who('recruiter', 'Bridge Talent', 'hello@bridge-talent.example', 'gmail', '+0000'),
  who('expo', '国際物流総合展 事務局', 'info@logi-expo.example', 'outlookJa'),
  who('spam', 'SEO Rank Boost', 'deals@rank-boost.example', 'gmail', '-0500'),
  who('prize', 'Prize Department', 'winner@lucky-prize.example', 'plainOutlook', '+0300'),
];
