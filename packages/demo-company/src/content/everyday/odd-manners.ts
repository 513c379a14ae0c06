import { pdf } from '../../attachments/pdf.ts';
import { conversation, type Story } from '../../story/story.ts';

/** Ordinary people whose mail is not quite ordinary: absence, machines without manners, late parents. */
export const oddManners: Story = {
  attachments: {
    scan: pdf('SCAN0417.pdf', 'Scan', ['Signed delivery note, Mallow, 46 loggers']),
  },
  conversations: [
    conversation(
      'away-gareth',
      'Lot dates for your planning',
      `
@ 37 09:10 aiko > gareth + tom
Dear Gareth,

For your planning: if the pilot ends well, lot 1 could be in Felixstowe before the end of {m+2}. This is not a reminder, only a date.

@ 37 00:11 gareth > aiko : as=Automatic_reply:_Lot_dates_for_your_planning fields=away noquote unsigned
Thank you for your mail. I am on annual leave until {+4} without access to e-mail. In urgent cases please contact Tom Whitaker.

Gareth Pugh
`,
    ),
    conversation(
      'away-sato',
      '【自動返信】不在のお知らせ',
      `
@ 85 15:16 sato > aiko : fields=away
ただいま出張のため、{+1}までメールの確認ができません。お急ぎの場合は、品質保証部の代表番号までご連絡ください。
`,
      { folder: 'Projects/東京' },
    ),
    // An office machine that gives its mail no Message-ID.
    conversation(
      'scanner',
      'Scan from MFP-4F',
      `
@ 236 11:32 alerts > aiko : anonymous unsigned with=scan plain fields=machine
A document has been scanned and sent to you.
Pages: 1  Resolution: 300 dpi
`,
    ),
    // Her old mails were put back from a backup: the roots lie there later than the answers to them.
    conversation(
      'late-parent',
      'Door contacts for reefer trailers',
      `
@ 74 10:05 tom > aiko : folder=Projects/Europe uploaded=10
Aiko, do you have a door contact that survives a steam cleaner? Ours rust after one winter.

@ 73 09:40 aiko > tom
Dear Tom, we have one in stainless steel with a moulded cable. It is made for fish markets, so steam is a holiday for it.

@ 73 12:12 tom > aiko
Fish markets will do. Four for a trial, please, on the oldest trailers.
`,
    ),
    conversation(
      'late-parent-ja',
      'ロゴ入り荷主画面のご相談',
      `
@ 115 13:20 kudo > aiko : folder=Projects/東京 uploaded=7
田中様

お世話になっております。荷主様向けの閲覧画面に、弊社のロゴを入れていただくことは可能でしょうか。画像の大きさの指定があれば教えてください。

@ 114 10:00 aiko > kudo
工藤様

もちろん可能です。横400ピクセル、背景が透明のPNG形式でお送りいただけますでしょうか。

@ 112 16:48 kudo > aiko
本日、別の便でお送りしました。熊が少し大きいですが、社長の希望です。
`,
    ),
    conversation(
      'forward-inline',
      'Glenmore Creamery: introduction',
      `
@ 3 10:15 siobhan > aiko + declan
Aiko, as promised: I have told Pádraig Nolan, chairman at Glenmore, that you would write to him. He has 31 tankers and no patience, so keep it short. His address is p.nolan@glenmore-creamery.example.

@ 2 09:05 aiko > kenji : forward
Kenji, a new one, and a warm one. 31 tankers, same probe as Northfield. Could you estimate the second carrier in Kerry before I write to him?
`,
    ),
  ],
};
