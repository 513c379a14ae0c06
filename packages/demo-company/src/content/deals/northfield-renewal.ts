import { pdf } from '../../attachments/pdf.ts';
import { chart } from '../../attachments/png.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

export const northfieldRenewal: DealStory = {
  key: 'northfield-renewal',
  name: 'Northfield: renewal and creamery silos',
  state: 'open',
  openedAgo: 44,
  organisation: 'northfield',
  contacts: ['siobhan', 'aoife'],
  audience: 'service',
  attachments: {
    renewal: pdf('renewal-offer-northfield.pdf', 'Renewal of Kumoi Trace, year 2', [
      '46 tankers x EUR 24.00                     1,104.00',
      'Option: 9 creamery silos x EUR 36.00         324.00',
      'Option: recalibration on site, 46 probes   1,610.00',
    ]),
    outage: chart('reporting-delay.png', [4, 5, 4, 6, 5, 72, 78, 64, 12, 5, 4, 5], 30),
  },
  conversations: [
    conversation(
      'northfield-complaint',
      'Readings missing on Tuesday night',
      `
@ 58 07:45 siobhan > lena, aiko : flagged
Lena, Aiko,

From 22:10 on Tuesday until 04:30 there is nothing from any tanker, and then everything arrives at once at half past four. The night supervisor held eleven tankers at the gate because he could not see their temperatures, and by the time they were let in three of them really were too warm. I have 74,000 litres of milk that went to animal feed.

I need to know what happened, in words I can read to a committee of farmers.

@ 58 10:05 lena > siobhan + aiko
Dear Siobhán,

I am very sorry. The readings were taken and kept in the loggers, none is lost; the connection of our Irish mobile carrier to us was interrupted. Our alarm for exactly this case did not fire, and that is our fault and not the carrier's. I am getting the facts together and you will have them in writing today.

@ 58 18:40 aiko > siobhan + lena, daniel : with=outage
Dear Siobhán,

What happened, as plainly as I can:

- 22:10 the carrier changed a router; all Irish loggers lost their way to us.
- 22:25 our monitoring should have called our engineer. It did not, because it counts silent customers and not silent loggers, and one customer was below its limit.
- 04:30 the carrier corrected its mistake, and the loggers sent six hours of readings.

What we change: since this afternoon the alarm counts loggers; by {+10} every logger has a second carrier. The drivers can also read the temperature from the logger by phone without any network; nobody at the gate knew that, because we never told them. Lena will send a page to hang up there.

We will credit three months of Kumoi Trace. I know that this does not bring the milk back.

@ 57 09:12 siobhan > aiko + lena
Thank you for not wrapping it up. I read it to the committee nearly word for word. They grumbled, and then one of them said that the old dial would not have told us anything either. Hang the page at the gate, do the second carrier, and we are good.

@ 46 14:30 lena > siobhan + aiko
Dear Siobhán, the second carrier is active on 46 of 46 tankers. We pulled the plug on the first one last night between 02:00 and 03:00 to be sure, and no reading was later than four minutes.
`,
    ),
    conversation(
      'northfield-renew',
      'Year 2 of Kumoi Trace',
      `
@ 44 10:10 aiko > siobhan + aoife : with=renewal
Dear Siobhán,

Your first year ends soon, and after last month I do not take the second for granted. The renewal is at the same price, with the credit already deducted on the first invoice.

You once mentioned the silos at the creamery. I have put them in as an option; nine probes, no gateway needed.

@ 38 13:25 siobhan > aiko
Renewal: yes. Silos: yes, if Aoife finds the budget. Recalibration: can it be done while the tankers are in for their annual service in spring? Declan would rather not see anybody with a screwdriver before that.

@ 37 09:33 aiko > siobhan
Of course. Lena will ask Declan for the service calendar, and the technician follows that.

@ 25 11:18 aoife > aiko
Hi Aiko, I can take the renewal this year and the silos from the first of {m+1}. Could you split the invoice accordingly? Two orders will follow from our system, please do not be alarmed.

@ 24 09:05 aiko > aoife
Not alarmed at all. Two orders, two invoices.

@ 4 16:48 siobhan > aiko
Aiko, the chairman of another co-operative (Glenmore, in Kerry) asked me what we use. I told him about the night in question too, before somebody else did. He would like to talk to you all the same. May I give him your address?
`,
    ),
  ],
};
