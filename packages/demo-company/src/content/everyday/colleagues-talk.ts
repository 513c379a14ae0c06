import { invitation } from '../../attachments/calendar.ts';
import { docx, xlsx } from '../../attachments/office.ts';
import { conversation, type Story } from '../../story/story.ts';

export const colleaguesTalk: Story = {
  attachments: {
    forecast: xlsx('forecast.xlsx', [
      ['Deal', 'Amount EUR', 'Probability', 'Close'],
      ['Harbourline fleet', 66000, 0.8, 'this quarter'],
      ['Maple & Pine', 83000, 0.7, 'next quarter'],
      ['Al Noor hub', 49000, 0.6, 'next quarter'],
    ]),
    minutes: docx('営業会議_議事録.docx', [
      '営業会議 議事録',
      '1. 大型案件の進捗 2. 値引きの承認基準 3. 展示会の振り返り',
      '決定事項 値引き10%超は部長承認とする',
    ]),
    review: invitation({
      title: '四半期営業レビュー',
      in: 5,
      at: 60,
      minutes: 90,
      place: '本社 4階 会議室「雲」',
    }),
  },
  conversations: [
    conversation(
      'internal-forecast',
      '今四半期の見込みについて',
      `
@ 72 18:15 haruka > aiko
田中さん

お疲れさまです。来週の役員会で四半期の見込みを報告します。確度の高い順に5件、金額と時期を一覧にしてもらえますか。東都さんの工場は稟議待ちのままでしょうか。

@ 71 11:40 aiko > haruka : with=forecast
大西部長

お疲れさまです。一覧を添付いたします。東都食品様は工場長まで承認済みで、あとは管理本部長の決裁のみです。Harbourlineは購買のPughさんが味方についてくださったので、私は8割と見ています。

@ 71 19:02 haruka > aiko
ありがとう。見やすいです。Al Noorは6割でよいのですか。入札は11%高かったと聞きました。

@ 70 09:30 aiko > haruka
はい。品質部門がテンプレートではなく記入済みの文書を求めており、それを出せるのは当社だけです。価格ではなく文書で決まると考えています。
`,
    ),
    conversation(
      'internal-minutes',
      '営業会議 議事録の共有',
      `
@ 131 17:20 haruka > aiko, kenji + lena : with=minutes
各位

本日の営業会議の議事録を共有します。値引き10%超は部長承認としました。例外はありませんが、相談はいつでも歓迎です。

@ 130 10:25 kenji > haruka + aiko, lena
確認しました。展示会のデモ機ですが、次回は冷凍庫ごと持って行きませんか。ロガーだけ並べても誰も足を止めません。

@ 130 11:10 aiko > kenji, haruka + lena
賛成です。できればアイスクリームも入れてください。
`,
    ),
    conversation(
      'internal-review',
      '四半期営業レビューのご案内',
      `
@ 23 09:00 haruka > aiko, kenji : with=review
四半期レビューの招待をお送りします。田中さんは保留案件を中心に20分、森さんは連携機能の利用状況を10分でお願いします。
`,
    ),
    conversation(
      'internal-sso',
      'SAML for Toto: certificate rollover',
      `
@ 34 15:10 kenji > aiko + daniel
Aiko, Takahashi-san at Toto asks what happens when their signing certificate is replaced next spring. Daniel, can we hold two certificates at a time?

@ 34 17:45 daniel > kenji + aiko
Since last month, yes. They upload the new one beside the old one, we accept both for 30 days, and the old one is dropped by itself. No ticket, no call at midnight.

@ 33 09:20 aiko > daniel, kenji
Thank you both. I will tell him in Japanese, and leave out the part about midnight.
`,
    ),
    conversation(
      'internal-roadmap',
      'Customer-managed keys: what may I say?',
      `
@ 82 10:40 aiko > daniel
Daniel, Maple & Pine passed us on security with your answer on Q38. Two more prospects have the same question. What may I say without promising?

@ 82 14:22 daniel > aiko
Say "designed, not built". The design is done, I keep the review notes in the wiki. The risk is not the code but the hosting region in Canada, which does not have the hardware module yet.

@ 81 09:05 aiko > daniel
"Designed, not built" is a sentence I can defend. Thank you.
`,
    ),
    conversation(
      'internal-demo-kit',
      'Demo trailer on the Osaka-Nagoya run',
      `
@ 18 16:35 kenji > aiko
The demo trailer has a new driver who closes doors. We have had no alarm for nine days and my demonstrations are dead. Shall I ask him to be a little worse at his job?

@ 17 08:50 aiko > kenji
Ask him to be as good as he is, and show the week before he started, next to this one. That is a better demonstration than any alarm.
`,
    ),
    conversation(
      'internal-handover',
      'While I am away',
      `
@ 8 17:30 aiko > kenji, lena : bcc=haruka
Kenji, Lena,

I am off {+4} and {+5}. Please keep an eye on three things:

- Harbourline: Gareth may send a purchase order. Confirm the date (six weeks), nothing else.
- 北海冷蔵: if the renewal comes back stamped, say thank you the same day.
- Toto: 鈴木様 will ask about the invoice registration number; it is in the wiki under 経理.

@ 8 11:05 lena > aiko, kenji
Will do. Enjoy the days off, we won't call. (If it is Hokkai we might call.)
`,
    ),
  ],
};
