import { conversation, type Story } from '../../story/story.ts';

const hers = { shared: false };

/** What the owner keeps for herself, with what she threw away or has not sent. */
export const privateLife: Story = {
  attachments: {},
  conversations: [
    conversation(
      'dentist',
      '定期検診のお知らせ',
      `
@ 16 12:00 clinic > aiko
田中 愛子 様

前回の検診から半年が経ちました。定期検診のご予約をお待ちしております。平日は19時まで受け付けております。
`,
      hers,
    ),
    conversation(
      'mother',
      '野菜',
      `
@ 27 20:15 mother > aiko
大根と白菜を送りました。会社に送ってごめんね、家はいつも留守だから。
ちゃんと食べていますか。

@ 26 12:40 aiko > mother
届きました。部のみんなで鍋をします。ちゃんと食べています、いま証明します。
`,
      hers,
    ),
    conversation(
      'hr-review',
      '評価面談の日程と昇給について',
      `
@ 39 10:30 yuki > aiko
田中さん

人事の藤井です。年度末の評価面談の日程ですが、{+7}の15時はいかがでしょうか。昇給案も、その場で部長からお伝えします。この件は他の方へ転送なさらないようお願いします。

@ 39 13:15 aiko > yuki
藤井さん

ありがとうございます。{+7}の15時で問題ありません。
`,
      hers,
    ),
    conversation(
      'recruiter',
      'Head of Sales APAC, stealth company',
      `
@ 47 11:05 recruiter > aiko : folder=Trash
Hi Aiko,

Your profile came up for a really exciting opportunity with a well-funded competitor in your space (I can't say who, but you know them). Double your base, and a car. Do you have ten minutes this week?
`,
      hers,
    ),
    conversation(
      'draft-gareth',
      'Quotation KQ-2231 for 600 loggers',
      `
@ 1 18:40 aiko > gareth + tom : folder=Drafts
Dear Gareth,

Thank you. The refreshed quotation will be with you tomorrow. Six weeks from a purchase order still holds for lot 1; for lots 2 and 3 I want to check with the factory first because
`,
      hers,
    ),
    conversation(
      'draft-speech',
      'セミナー発表 下書き',
      `
@ 9 22:10 aiko > aiko : folder=Drafts
・つかみ: マグロは寝ていても温度を知っている(?)
・-60℃で何が壊れるか: ケーブル、シール、常識
・霜取りの山を「異常」と呼ばない勇気
`,
      hers,
    ),
    conversation(
      'old-invite',
      'Lunch & learn: spreadsheets for salespeople',
      `
@ 36 09:30 yuki > aiko, kenji : folder=Trash
ランチ勉強会のご案内です。お弁当が出ます(先着20名)。
`,
      hers,
    ),
    conversation(
      'spam-seo',
      'Re: your website is invisble on page one',
      `
@ 14 03:12 spam > aiko : folder=Junk fields=junk unread
Dear Business Owner,

I was going through your website and find that it have great design but NO RANK. We guarantee page one in 14 days or you pay nothing. Can I send you price list?
`,
      hers,
    ),
    conversation(
      'spam-prize',
      'CONGRATULATIONS!!! Claim nr 0091-JP',
      `
@ 6 01:44 prize > aiko : folder=Junk fields=junk unread
Your e-mail adress has won 850,000.00 USD in the International Mail Promotion. To claim, reply with your full name, adress, age and a copy of your banking card.
`,
      hers,
    ),
  ],
};
