import { invitation } from '../../attachments/calendar.ts';
import { docx, xlsx } from '../../attachments/office.ts';
import { pdf } from '../../attachments/pdf.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

export const maplepineFridges: DealStory = {
  key: 'maplepine-fridges',
  name: 'Maple & Pine: vaccine fridges in 212 pharmacies',
  state: 'open',
  openedAgo: 128,
  organisation: 'maplepine',
  contacts: ['hannah', 'mark', 'julie', 'raj'],
  audience: 'sales',
  attachments: {
    questionnaire: xlsx('MP-vendor-security-questionnaire.xlsx', [
      ['#', 'Question', 'Answer', 'Evidence'],
      [1, 'Is customer data encrypted at rest? With which algorithm?', '', ''],
      [2, 'How long are access logs kept, and who may read them?', '', ''],
      [3, 'Describe your process for revoking access of leavers.', '', ''],
      [4, 'When was the last external penetration test?', '', ''],
      [5, 'In which countries is data stored and processed?', '', ''],
      [6, 'Recovery time and recovery point objectives?', '', ''],
    ]),
    answers: xlsx('MP-vendor-security-questionnaire-answered.xlsx', [
      ['#', 'Question', 'Answer', 'Evidence'],
      [1, 'Is customer data encrypted at rest?', 'Yes, AES-256-GCM, key per tenant', 'A.1'],
      [2, 'How long are access logs kept?', '400 days; security team only', 'A.2'],
      [3, 'Revoking access of leavers', 'Same day, from HR record', 'A.3'],
      [4, 'Last external penetration test', 'In March; summary attached on request', 'B.1'],
      [5, 'Countries', 'Canada (Montréal) for this tenant', 'B.2'],
      [6, 'RTO / RPO', '4 h / 5 min', 'B.3'],
    ]),
    redlines: docx('MSA-MaplePine-redlines-JT.docx', [
      'Master Services Agreement between Kumoi Instruments K.K. and Maple & Pine Pharmacy Group',
      '7.2 Liability. [JT: delete "six (6)", insert "twenty-four (24)"] months of fees.',
      '9.1 Breach notice within [JT: delete "seventy-two (72)", insert "twenty-four (24)"] hours.',
      '12.4 Governing law: [JT: delete "Japan", insert "the Province of Ontario"].',
      '14 [JT: new] Vendor shall keep temperature records for ten (10) years.',
    ]),
    counter: docx('MSA-MaplePine-v3-Kumoi.docx', [
      '7.2 Liability. Twelve (12) months of fees; no cap for loss of personal information.',
      '9.1 Breach notice within twenty-four (24) hours of confirmation.',
      '12.4 Governing law: the Province of Ontario. Accepted.',
      '14 Records are kept for ten (10) years. Accepted.',
    ]),
    poster: pdf('fridge-door-card.pdf', 'What to do when the light is red', [
      '1. Close the door. Wait ten minutes.',
      '2. Still red? Move the vaccines to the other fridge and mark them HOLD.',
      '3. Call the number on the side of the fridge. Do not throw anything away.',
    ]),
    call: invitation({
      title: 'Maple & Pine MSA: open points',
      in: 3,
      at: 14 * 60,
      minutes: 30,
      place: 'https://meet.kumoi.example/maplepine-legal',
    }),
  },
  conversations: [
    conversation(
      'maplepine-rfi',
      'RFI: continuous monitoring of vaccine refrigerators',
      `
@ 128 13:05 hannah > sales, aiko
Good afternoon,

Maple & Pine operates 212 community pharmacies in Ontario and Quebec, each with one or two vaccine refrigerators. Temperatures are written down by hand twice a day. Last year we discarded product worth 380,000 dollars, most of it because nobody could say how long a fridge had been warm over a weekend.

We are inviting four vendors to answer a short request for information:

- continuous readings, 2 to 8 °C, buffered probe;
- an alarm that reaches a pharmacist at home;
- records for ten years;
- data stored in Canada;
- an installation that a pharmacist can do without tools.

Answers by the end of the month, please.

@ 126 10:12 aiko > hannah + kenji
Dear Ms Osei,

Thank you for including us. A short answer to each point is below and a longer one will follow in your format.

- Readings every five minutes, probe in glycol, the battery lasts three years.
- Alarms by push, text message and telephone call; a person must confirm, or the next one is called.
- Ten years: yes.
- Canada: yes, we run a separate region in Montréal.
- No tools. The logger stands on the fridge and the probe's flat cable goes through the door seal.

May I ask whether your stores allow a device on their network? If not, we would use the mobile network, as we do for trucks.

@ 125 15:50 hannah > aiko + kenji
No device on the store network, ever. That answer alone has removed two of the four vendors. Let us talk; my assistant will find a slot.

@ 118 16:20 hannah > aiko
Aiko, our committee would like to see it in one store before anything else. I have chosen Raj Patel at store 114, because he complains the most and is usually right.
`,
    ),
    conversation(
      'maplepine-pilot',
      'Store 114 pilot',
      `
@ 112 09:30 raj > aiko + hannah
Hi Aiko,

Box arrived. I had both fridges done in eleven minutes, including reading the instructions, which for the record are printed too small. What happens now?

@ 111 20:10 aiko > raj + hannah
Hi Raj,

Now we wait for a night. I am sorry about the small print; the next edition will be larger (I mean it, I have asked for 11 points).

If you feel brave, leave a door open for ten minutes at lunch and tell me who got called and when.

@ 111 12:44 raj > aiko + hannah : to=1
Left it open at 12:31. Phone rang at 12:40 and a voice told me my own store number. My technician thought it was a scam. 10/10.

@ 103 17:05 raj > aiko, hannah
Two things from the first full week.

First, fridge B is bad. It swings between 1.8 and 7.9 every 40 minutes; on paper it had been "4" twice a day since 2019. We are replacing it.

Second, my staff would like a card on the door that says what to do when the light is red. Right now everyone calls me.

@ 102 10:00 aiko > raj, hannah : with=poster
Both are excellent news, except for fridge B. A draft of the card is attached, in large print. Please scribble on it.

@ 101 08:45 raj > aiko + hannah
Scribbled. Line 3 should be line 1: people throw things away first and ask second.
`,
    ),
    conversation(
      'maplepine-security',
      'Vendor security questionnaire',
      `
@ 92 11:10 mark > aiko + hannah : with=questionnaire
Hello,

Attached is our questionnaire, 6 tabs, 140 questions. I know. Please answer in the file and do not send us marketing PDFs instead. Questions 1 to 6 are the ones that stop a vendor; the rest is for my auditors.

@ 86 19:40 aiko > mark + hannah, daniel : with=answers
Dear Mr Delacroix,

The file is back, all 140 answered, no marketing. Daniel Park, who runs our platform, wrote the technical ones and is on copy for anything unclear.

Two answers are "no", and I would rather point at them than have you find them: we do not offer customer-managed keys yet (question 38), and our support staff in Berlin can see device names, though no personal data (question 77).

@ 84 09:33 mark > aiko, daniel
On Q38: can live without, note when it is planned.
On Q77: what is a "device name"? If a store calls its logger "Mrs Gagnon insulin", that is personal health information.

@ 83 08:15 daniel > mark + aiko
Fair catch. Device names are free text today. For your tenant we can force a pattern (store number, letter), so that nobody can type a name. It is a setting that exists; I have switched it on in your pilot.

Customer-managed keys: planned for the first half of {y+1}. I will not promise a month.

@ 83 10:02 mark > daniel, aiko + hannah
Good answer, and thank you for not promising a month. Security review: passed with two observations. Hannah, over to legal.
`,
    ),
    conversation(
      'maplepine-msa',
      'Master services agreement: redlines',
      `
@ 70 14:22 julie > aiko + hannah : with=redlines
Dear Ms Tanaka,

Please see our comments on your standard agreement. The four that matter to us are 7.2 (liability), 9.1 (breach notice), 12.4 (governing law) and a new section 14 (retention).

@ 66 11:05 aiko > julie + hannah : with=counter,call
Dear Ms Tremblay,

Thank you for marking what matters. We accept 12.4 and 14 as they are. On 9.1 we accept 24 hours, counted from the moment a breach is confirmed. On 7.2 we propose twelve months of fees as the general cap and no cap at all for a loss of personal information, which I believe is what you are really worried about.

I attach version 3 and an invitation to a half-hour call.

@ 63 15:31 julie > aiko + hannah
That was a productive half hour. Agreed: 9.1 as proposed. On 7.2 I need to go back to our insurer. Do not expect an answer before {+10}.

@ 35 10:48 aiko > julie + hannah
Dear Ms Tremblay, may I ask whether your insurer has answered? Hannah's 212 stores are in our production plan for the spring, and I would like to keep the place.

@ 31 16:12 julie > aiko + hannah
The insurer asks for eighteen months instead of twelve. Everything else is closed. If you can live with eighteen, I can have it signed within the week.

@ 30 10:20 aiko > haruka : forward
大西さん、

Maple & Pine の契約書、残る論点は責任上限のみで、先方の保険会社が12か月ではなく18か月を求めています。212店舗、3年契約で年額約9万ドルです。受ける方向で進めたいのですが、ご判断をいただけますでしょうか。

@ 29 18:05 haruka > aiko
田中さん

18か月で結構です。ただし法務の小野さんに一度文面を見てもらってください。年内に署名できるとよいですね。

@ 12 10:33 julie > aiko + hannah : to=5
Our signatory is travelling until {+6}. The document is on her desk with a yellow sticker. I check every morning.

@ 2 11:20 hannah > aiko + julie : unread
Aiko,

The sticker is gone and so is the document: it went to the CFO for the second signature today. Please start thinking about shipping. I would like the first 40 stores before flu season, Kingston and Ottawa first.

Hannah
`,
    ),
  ],
};
