import { pdf } from '../../attachments/pdf.ts';
import { conversation, type Story } from '../../story/story.ts';

export const suppliersAndTrips: Story = {
  attachments: {
    ticket: pdf('e-ticket.pdf', 'Electronic ticket', ['TANAKA/AIKO MS', 'Tokyo Haneda - London Heathrow']),
    hotel: pdf('予約確認書.pdf', '宿泊予約確認書', ['札幌 2泊 朝食付', '禁煙 シングル']),
    expo: pdf('出展申込書.pdf', '国際物流総合展 出展申込書', ['小間数 2', '角小間希望 有']),
  },
  conversations: [
    conversation(
      'ryoma-delay',
      '【重要】測温抵抗体の納期遅延について',
      `
@ 144 11:30 ryoma > aiko
雲居計器株式会社
田中様

いつもお世話になっております。りょうま商会の吉田です。
ご注文いただいております測温抵抗体 PT-4 200本につきまして、メーカーの設備トラブルにより、納期が3週間ほど遅れる見込みとなりました。

ご迷惑をおかけし、誠に申し訳ございません。分納も含めて調整しておりますので、ご希望をお聞かせください。

@ 144 15:20 aiko > ryoma + kenji
吉田様

ご連絡ありがとうございます。東都食品様と北海冷蔵様の設置に必要な40本だけでも、当初の納期でいただけないでしょうか。残りは3週間後で構いません。

@ 143 10:10 ryoma > aiko + kenji
田中様

メーカーに掛け合いまして、50本を当初の納期で確保いたしました。残り150本は3週間後となります。ご理解を賜り、感謝申し上げます。

@ 122 16:45 ryoma > aiko
田中様

残り150本、本日出荷いたしました。ご迷惑をおかけしたお詫びに、土佐の文旦を同梱しております。皆様でお召し上がりください。
`,
    ),
    conversation(
      'ryoma-price',
      '価格改定のお願い',
      `
@ 57 09:50 ryoma > aiko
雲居計器株式会社 田中様

平素は格別のご高配を賜り、厚く御礼申し上げます。
さて、原材料費および輸送費の高騰により、{m+2}出荷分より耐寒ケーブルの価格を6%改定させていただきたく、お願い申し上げます。

@ 55 14:00 aiko > ryoma
吉田様

お世話になっております。昨今の状況は理解しております。年間契約とし、数量を20%増やす場合、改定幅を3%としていただくことは可能でしょうか。

@ 53 11:15 ryoma > aiko
社内で協議いたしました。年間契約をいただけるのであれば、3%でお受けいたします。今後とも何卒よろしくお願い申し上げます。
`,
    ),
    conversation(
      'expo-application',
      '国際物流総合展 出展申込受付のお知らせ',
      `
@ 100 10:00 expo > aiko : with=expo
出展ご担当者様

平素よりお世話になっております。国際物流総合展 事務局です。
来年度の出展申込の受付を開始いたしました。前回ご出展の企業様には、優先的に小間をご案内しております。

@ 94 13:25 aiko > expo + haruka
事務局 ご担当者様

お世話になっております。雲居計器の田中です。2小間、角を希望いたします。今回は冷凍庫を1台持ち込みたいのですが、200V電源の手配は可能でしょうか。

@ 93 10:40 expo > aiko + haruka
田中様

お申し込みありがとうございます。200V電源は可能です。なお、会場内でのアイスクリームの配布には、別途、保健所への届出が必要です。
`,
    ),
    conversation(
      'trip-london',
      'Itinerary: Tokyo - London, booking K7QF2M',
      `
@ 33 12:20 travel > aiko : with=ticket
Dear Ms Tanaka,

Your booking is confirmed. Seat 31A (window), vegetarian meal not available on the outbound flight; rice crackers have been requested instead.

Please check the name against your passport.
`,
    ),
    conversation(
      'trip-sapporo',
      '【予約完了】札幌出張 ご宿泊',
      `
@ 51 17:05 travel > aiko : with=hotel
田中 愛子 様

ご予約が完了いたしました。チェックインは15時からとなります。大雪の場合、当日のキャンセル料は頂戴いたしません。
`,
    ),
  ],
};
