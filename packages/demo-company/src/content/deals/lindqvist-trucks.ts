import { pdf } from '../../attachments/pdf.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

export const lindqvistTrucks: DealStory = {
  key: 'lindqvist-trucks',
  name: 'Lindqvist Fisk: salmon trucks Göteborg–Hamburg',
  state: 'lost',
  openedAgo: 170,
  organisation: 'lindqvist',
  contacts: ['anders', 'karin'],
  audience: 'sales',
  attachments: {
    offer: pdf('KQ-2166-Lindqvist.pdf', 'Quotation KQ-2166', [
      '28 x KT-20 with two probes              EUR 2,072',
      'Kumoi Trace, 12 months                  EUR   700',
    ]),
  },
  conversations: [
    conversation(
      'lindqvist-start',
      'Temperaturloggar för laxbilar',
      `
@ 170 08:10 karin > aiko
Hej,

Vi kör färsk lax från Göteborg till Hamburg, 14 bilar med två zoner. Tullen och kunderna vill se temperaturen hela vägen. Har ni något som fungerar på färjan, och kan ni skriva på engelska? Min chef Anders läser helst engelska offerter.

Vänliga hälsningar

@ 169 09:55 aiko > karin + anders
Dear Karin,

Thank you for your mail (I read it with the help of a colleague who studied in Lund). Yes, the loggers work on the ferry: they keep the readings and send them when they are ashore.

14 trucks with two zones are 28 loggers. May I ask how long the trucks stay with you? A logger outlives most leasing contracts.

@ 168 07:20 anders > aiko + karin
We own them and drive them till they fall over. Send a quotation.

@ 167 10:31 aiko > anders + karin : with=offer
Dear Mr Lindqvist,

The quotation is attached. There is nothing to install but the loggers themselves; a driver can do it in the time of a coffee.

@ 155 13:42 karin > aiko + anders
Hi Aiko, Anders likes the price. We wait for the outcome of our negotiations with the German customer, who may require their own system.

@ 133 10:00 aiko > karin + anders
Dear Karin, is there any news from Hamburg?

@ 125 08:33 karin > aiko + anders
Not yet. They have changed their purchasing manager for the second time this year.

@ 98 09:40 aiko > karin + anders
Dear Karin, I am planning the next quarter. Shall I keep the 28 loggers for you?

@ 92 14:26 anders > aiko + karin
Aiko,

Decision is now made, unfortunately not by me. The German customer delivers trailers with his own loggers, and we only pull them. Our own trucks go over to domestic routes, where nobody asks.

So: no. You did nothing wrong. If somebody asks me I say that you answer mail faster than my own daughter.

Anders

@ 91 09:18 aiko > anders + karin
Dear Anders, thank you, that is the kindest refusal I have had this year. I will write again when the rules for domestic routes change, which I believe will happen in {y+1}.
`,
    ),
  ],
};
