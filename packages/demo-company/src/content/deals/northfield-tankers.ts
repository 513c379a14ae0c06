import { csv } from '../../attachments/office.ts';
import { pdf } from '../../attachments/pdf.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

export const northfieldTankers: DealStory = {
  key: 'northfield-tankers',
  name: 'Northfield: milk tanker monitoring',
  state: 'won',
  openedAgo: 296,
  organisation: 'northfield',
  contacts: ['siobhan', 'declan', 'aoife'],
  audience: 'service',
  attachments: {
    po: pdf('PO-4471.pdf', 'Purchase order 4471', [
      'To: Kumoi Instruments K.K.',
      '46 x KT-20T logger, hygienic probe       EUR  88.00    4,048.00',
      '46 x Kumoi Trace, 12 months              EUR  24.00    1,104.00',
      'Deliver to: Transport yard, Mallow. Quote this number on the invoice.',
    ]),
    tankers: csv('tanker-list.csv', [
      ['tanker', 'registration', 'capacity_litres'],
      ['T01', '191-C-4410', 28000],
      ['T02', '191-C-4411', 28000],
      ['T03', '182-C-9034', 24000],
      ['T04', '201-C-1187', 30000],
    ]),
    invoice: pdf('KI-10233.pdf', 'Invoice KI-10233', [
      'Northfield Dairy Co-operative Society, your order 4471',
      'Loggers and first year of Kumoi Trace     EUR 5,152.00',
      'Payable within 30 days.',
    ]),
  },
  conversations: [
    conversation(
      'northfield-first',
      'Milk collection temperatures',
      `
@ 296 11:04 siobhan > sales, aiko
Hello,

I look after quality at a farmers' co-operative in County Cork. We collect from 610 farms with 46 tankers. The rule is simple (below 6 degrees on arrival at the creamery) and the evidence is a dial on the back of the tanker that the driver reads in the rain.

I would like a probe in the tank, a reading per farm, and something I can show the Department without apologising for it. Is that what you do?

@ 295 09:50 aiko > siobhan
Dear Ms Kelleher,

It is. We have a version of our logger with a hygienic probe (316L, no crevices, it goes through your cleaning cycle), and it starts a new record when the driver scans the farm's tag.

May I ask how the tanks are cleaned, and at which temperature? The probe is happy up to 95 °C, the cable gland only up to 85.

@ 294 08:31 siobhan > aiko + declan
82 degrees, caustic, then acid. Declan runs the yard and can tell you anything about the tankers, including what is wrong with them.

@ 294 12:47 declan > aiko + siobhan
Nothing wrong with them that a new chassis wouldnt fix. Where does the box go? If its on the pump side it will be kicked.

@ 293 10:11 aiko > declan + siobhan
Dear Declan, on the other side then, above the ladder, where nobody has a reason to put a boot. I attach nothing today but will send a drawing for your approval.

@ 288 16:20 declan > aiko + siobhan
Drawing is grand. Above the ladder it is.
`,
      { folder: 'Archive' },
    ),
    conversation(
      'northfield-order',
      'Order for 46 tanker loggers',
      `
@ 270 10:32 siobhan > aiko + aoife, declan : with=po,tankers
Aiko,

The committee approved it last night; two farmers asked why it took us so long. Purchase order 4471 is attached with the list of tankers. Please send invoices to Aoife, not to me.

@ 269 09:15 aiko > siobhan + aoife, declan
Dear Siobhán,

Thank you, to you and to the committee. I confirm the order: 46 loggers leave Tokyo {+10}, and Lena Fischer from our support team in Berlin will plan the installation with Declan.

@ 255 14:05 lena > declan, siobhan + aiko
Hello Declan, hello Siobhán,

the boxes are with the carrier and should reach Mallow {+3}. I suggest that we do the first four tankers together, by video, and that you do the others at your own speed. What I need from you is a cordless drill, a 22 mm step bit and someone who is not afraid of a tank.

Lena

@ 254 07:58 declan > lena + siobhan, aiko
Not afraid of tanks, only of video. We'll manage.

@ 247 17:12 lena > aiko
Aiko, for your information: four tankers done, Declan did the fifth alone while I was still explaining. I do not expect trouble here.

@ 238 09:20 siobhan > aiko, lena
All 46 are running. First surprise: two farms at the end of the long western route arrive at 5.8 every single day. Legal, but only just. We turned the route around and now it is 4.1. That one change paid for the loggers, if you ask me.
`,
    ),
    conversation(
      'northfield-invoice',
      'Invoice KI-10233, PO 4471',
      `
@ 250 11:00 keiri > aoife + aiko : with=invoice
Dear Ms Byrne,

Please find attached our invoice KI-10233 for your order 4471. Payment is due within 30 days of the date of the invoice.

With kind regards

@ 246 15:33 aoife > keiri + aiko
Hi,

Our system will not take the invoice because the VAT number on it is the old one (we changed legal form in January). Could you reissue it with the number at the foot of this mail? Same amount.

VAT IE 8200417T

@ 245 09:42 aiko > aoife + keiri
Dear Aoife, I am sorry for the trouble. Accounting will send you a corrected invoice today; please destroy the first one.

@ 221 16:01 aoife > keiri, aiko
Paid today by transfer, value {+2w}. Remittance advice no. 88310.
`,
    ),
  ],
};
