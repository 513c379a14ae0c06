/** What people who wait for an answer write next: conversation, sender, and their mails in order. */
export interface RunningConversation {
  readonly conversation: string;
  readonly from: string;
  readonly texts: readonly string[];
}

export const runningConversations: readonly RunningConversation[] = [
  {
    conversation: 'harbourline-quote',
    from: 'gareth',
    texts: [
      'Aiko,\n\nThe purchase order is with the signatory. One thing she asked: is the swap pool of 12 written into the order, or is it a handshake? If it is a handshake she would like it in ink.',
      'PO 88214 is released for lot 1, 200 loggers. You should have it from our portal within the hour; shout if it ends up in your spam, it usually does.',
      'Our insurer now wants the pilot data for the two saved loads as a PDF, not as a link. Can you do that today?',
    ],
  },
  {
    conversation: 'toto-quote',
    from: 'suzuki',
    texts: [
      '田中様\n\nお世話になっております。登録番号のご連絡、ありがとうございました。本日、注文書を発行いたしましたので、郵送にてお送りいたします。ご確認のほどお願いいたします。',
      '田中様\n\n設置の第1回目は{+12}の土曜夜間でお願いできますでしょうか。製造部の伊藤も立ち会う予定です。',
      '田中様\n\n度々恐れ入ります。検収書の様式は弊社指定のものを使用していただく必要がございます。後ほどお送りいたします。',
    ],
  },
  {
    conversation: 'rotterdam-visit',
    from: 'marieke',
    texts: [
      'Gareth says yes, if it fits into the framework. Please send him the price for A and B, and I pretend that I have never seen it.',
      'The night shift called me at 3:10. Chamber C, door open for nine minutes, closed at once after the call. It works a little too well.',
    ],
  },
  {
    conversation: 'alnoor-committee',
    from: 'layla',
    texts: [
      'السيدة تاناكا المحترمة،\n\nهل وصلكم رد من المصرف بشأن خطاب الضمان؟ لجنة المشتريات تجتمع يوم {+2w} ونأمل أن نصدر أمر الشراء فيه.',
      'السيدة تاناكا،\n\nاستلمنا خطاب الضمان، شكراً لكم. سيصلكم أمر الشراء من السيد يوسف خلال يومين.',
    ],
  },
  {
    conversation: 'maplepine-msa',
    from: 'hannah',
    texts: [
      'Signed. Both copies. Julie has already taken the yellow sticker home as a souvenir. Please send the shipping plan for the first 40 stores when you have it.',
      'Three of the 40 stores are being renovated (109, 131 and 140). Please hold their boxes until I say so, the dust would not do them any good.',
    ],
  },
  {
    conversation: 'hokkai-renewal',
    from: 'kudo',
    texts: [
      '田中様\n\nお世話になっております。保守契約書に押印いたしましたので、本日発送いたしました。部長が「鮭の件も忘れずに」と申しております。',
      '田中様\n\n第1倉庫の年次点検の日程ですが、{+10}から3日間でお願いできますでしょうか。荷主様の入庫が少ない週です。',
    ],
  },
  {
    conversation: 'toto-vans-purchase',
    from: 'suzuki',
    texts: [
      '田中様\n\n単価のご承諾、ありがとうございます。上長の承認が取れましたので、車両用ロガー35台の注文書を{+1}に発行いたします。',
    ],
  },
  {
    conversation: 'northfield-renew',
    from: 'siobhan',
    texts: [
      'Pádraig at Glenmore says you have not called. I told him you are being polite. Please stop being polite, he is in the office until five.',
      'Declan has the service calendar: six tankers a week from {+15}. Your technician can sleep in the hotel with the good breakfast.',
    ],
  },
  {
    conversation: 'kastanie-terms',
    from: 'ulrike',
    texts: [
      'Dear Ms Tanaka, my flight arrives {+5} at 07:55. Two copies, one pen, no laptop. Could we meet under the chestnut tree?',
    ],
  },
];
