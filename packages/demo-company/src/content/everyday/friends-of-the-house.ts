import { docx } from '../../attachments/office.ts';
import { pdf } from '../../attachments/pdf.ts';
import { chart } from '../../attachments/png.ts';
import { conversation, type Story } from '../../story/story.ts';

export const friendsOfTheHouse: Story = {
  attachments: {
    draft: docx('article-draft-avocados.docx', [
      'A dispute that lasted four minutes',
      'When container GFSU 220115 arrived in Rotterdam, the fruit was warm and the curve was clear.',
    ]),
    roses: chart('バラ輸送_鹿児島便.png', [12, 14, 15, 13, 22, 38, 41, 29, 18, 14, 13, 12], 30),
    seminar: pdf('セミナー案内.pdf', '低温物流セミナー', ['医薬品と食品の境界を越えて', '講師 遠藤 博']),
  },
  conversations: [
    conversation(
      'journalist',
      'A question for an article on container claims',
      `
@ 112 09:15 emma > aiko
Dear Aiko,

I edit Cold Chain Weekly. I am looking for a shipper who has used logger data to settle a claim, with real numbers and a person who will be quoted. Vendors always say that they have one and then it is "a leading producer". Do you have one with a name?

@ 111 10:30 aiko > emma
Dear Emma,

Possibly. I have to ask her first, and she will want to read the text. Would that be acceptable to you?

@ 111 08:40 emma > aiko
Read, yes. Rewrite, no. Facts corrected, gladly.

@ 107 15:50 emma > aiko : with=draft
Here is the draft, Aiko. Noa was wonderful, especially on the electrician. May I keep him?

@ 106 09:10 aiko > emma
Dear Emma, one fact: it is six hours after loading, not after departure. As for the electrician, his employer says: with his name.
`,
    ),
    conversation(
      'sakura-roses',
      'バラの輸送中の温度について',
      `
@ 88 07:20 yamaguchi > aiko
田中さん

鶴見花き市場の山口です。展示会ではありがとうございました。
鹿児島から届くバラが、週に一度くらい開きすぎて届きます。運送会社は「ずっと8℃」と言い張るのですが、花は嘘をつきません。小さい会社でも使えるものはありますか？

@ 88 10:05 aiko > yamaguchi
山口様

お世話になっております。ご連絡ありがとうございます。花は嘘をつかない、そのとおりだと思います。

1回使い切りのKT-10でしたら、1本1,900円で10本からお使いいただけます。箱の真ん中に入れて、届いたらスマートフォンをかざすだけです。まずは3本、無料でお試しください。

@ 80 06:55 docomo > aiko
さくら花卉の配送の松本です。社長に言われて送ります。
箱から出てきたので電話をかざしました。真ん中の山が高いです。写真は社長から送ります。

@ 80 07:48 yamaguchi > aiko : with=roses
グラフです。福岡の積み替えのところですよね、この山。

@ 79 09:30 aiko > yamaguchi + docomo
山口様、松本様

ありがとうございます。はい、時刻から見て福岡の積み替えで約2時間、常温に置かれています。運送会社様には、責めるのではなく「このグラフを一緒に見てください」とお声がけになるのがよろしいかと存じます。

@ 68 06:30 yamaguchi > aiko
田中さん、言われたとおり一緒に見ました。先方の所長さんが青くなって、翌週から保冷の前室に置いてくれています。花は静かです。10本注文します。

@ 67 09:00 aiko > yamaguchi
山口様

素敵なご報告をありがとうございます。「花は静かです」を、社内の標語にさせていただきます。10本、本日発送いたします。
`,
    ),
    conversation(
      'sakura-docomo',
      '',
      `
@ 13 06:12 docomo > aiko
松本です。ロガー1本、トラックの下に落として踏みました。まだ光っています。このまま使っていいですか。

@ 13 09:25 aiko > docomo 
松本様

ご無事で何よりです。光っていれば測定は続いておりますが、センサーの先が曲がっている場合は値がずれますので、新しいものを1本お送りいたします。
`,
    ),
    conversation(
      'endo-intro',
      '横浜の卸様をご紹介します',
      `
@ 285 13:45 endo > aiko
田中さん

ご無沙汰しております。横浜の医薬品卸で、GDP対応の相談を受けております。機器の選定はこれからとのことですので、御社をご紹介してもよろしいでしょうか。品質管理部の中村部長は、筋の通った方です。

@ 285 16:20 aiko > endo
遠藤先生

いつもお世話になっております。ありがたいお話をいただき、感謝申し上げます。ぜひご紹介いただけますでしょうか。先生のお名前に恥じないご提案をいたします。
`,
    ),
    conversation(
      'endo-seminar',
      '低温物流セミナー ご登壇のお願い',
      `
@ 29 10:50 endo > aiko : with=seminar
田中さん

来春のセミナーで、事例発表を20分お願いできないでしょうか。題材は、御社のお客様の許可がいただければ「超低温倉庫の立ち上げ」が面白いと思っております。

@ 28 14:15 aiko > endo
遠藤先生

お声がけいただき、光栄に存じます。北海冷蔵様にご許可を伺ったうえで、今週中にお返事いたします。もし難しい場合は、花きの輸送事例も用意できます。

@ 21 09:40 aiko > endo
遠藤先生

北海冷蔵の佐々木部長より「マグロの値段を言わなければ何を話してもよい」とのお許しをいただきました。喜んで登壇させていただきます。

@ 21 18:30 endo > aiko
佐々木さんらしいですね。では、プログラムに入れておきます。
`,
    ),
  ],
};
