import { pdf } from '../../attachments/pdf.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

export const castellanCellars: DealStory = {
  key: 'castellan-cellars',
  name: 'Castellan: barrel cellars and export containers',
  state: 'lost',
  openedAgo: 210,
  organisation: 'castellan',
  contacts: ['pieter', 'nomsa', 'charl'],
  audience: 'sales',
  attachments: {
    proposal: pdf('castellan-proposal.pdf', 'Proposal: cellars and containers', [
      'Cellars: 14 x KT-20H (temperature and humidity)     EUR 1,330',
      'Containers: 60 x KT-10 single trip logger            EUR 1,140',
      'Kumoi Trace, 12 months                               EUR 1,480',
      'Total                                                EUR 3,950',
    ]),
    slim: pdf('castellan-proposal-containers-only.pdf', 'Proposal: containers only', [
      'Containers: 60 x KT-10 single trip logger            EUR 1,140',
      'Reports by mail, no subscription',
    ]),
  },
  conversations: [
    conversation(
      'castellan-hello',
      'Humidity in a barrel cellar',
      `
@ 210 08:20 pieter > aiko
Dear Aiko,

We met at the fair in Düsseldorf; I was the one who put your logger into his glass. I make the wine at Castellan. We have three barrel cellars, and in the new one we lose nearly twice as much to evaporation as in the old ones. My feeling says humidity, my director says the cooper.

Do you have something that proves one of us right?

Pieter

@ 209 10:40 aiko > pieter
Dear Pieter,

I remember you, and so does the logger (it read 16.4 °C, a little warm for a Chenin).

What you need is a dozen of our KT-20H, which measure humidity too: four per cellar, two low and two high, for one season. I would expect the new cellar to be drier near the roof. The old ones breathe through stone, yours probably has a fan.

@ 208 07:55 pieter > aiko + nomsa
It has a fan. I never wanted the fan.

Nomsa runs operations and has a second problem: containers to Rotterdam that sit in the sun at the port. Perhaps one system does both?

@ 206 09:31 nomsa > aiko + pieter
Hi Aiko, yes please. About 60 containers a season. Twice last year the wine arrived with the corks pushed out. I don't need anything live, I just need to know afterwards where it got hot, and who had it at the time.
`,
    ),
    conversation(
      'castellan-proposal',
      'Proposal for cellars and containers',
      `
@ 198 11:15 aiko > nomsa, pieter : with=proposal
Dear Nomsa, dear Pieter,

Our proposal for both is attached. The container loggers are for a single trip: they go into the last pallet, and the importer reads them with a phone.

For the cellars I suggest to begin in your winter, so that you see the fan and the rain in one season.

@ 190 14:12 charl > aiko + nomsa
Ms Tanaka,

I am the one who pays. EUR 3,950 is a lot to find out that wine evaporates. What would we save, in rand?

@ 189 10:25 aiko > charl + nomsa, pieter
Dear Mr Basson,

With what Pieter told me: 400 barrels, and about 4 litres per barrel and year more lost in the new cellar than in the old ones. That is 1,600 litres, roughly 2,100 bottles. I leave the price of a bottle to you. If humidity is the reason, a humidifier costs less than one year of that.

The containers are harder to put into money; two claims last year would have paid for 60 loggers four times over, if you had been able to show where it happened.

@ 186 16:40 charl > aiko + nomsa, pieter
A proper answer, thank you. I shall think about it at harvest, which is to say I shall not think about anything until {m+2}.

@ 150 11:20 aiko > charl + nomsa, pieter
Dear Mr Basson, I hope the harvest was good. May I ask whether you have had time to think?

@ 141 09:10 nomsa > aiko + pieter
Hi Aiko, harvest was huge, and late. Charl wants to do containers first and the cellars next year. Could you send a version with the containers only?

@ 140 10:02 aiko > nomsa + pieter : with=slim
Hi Nomsa, of course, here it is. Without a subscription, you pay for loggers as you need them.

@ 118 15:25 nomsa > aiko + pieter, charl
Hi Aiko,

I'm sorry, this is not the mail I wanted to write. Our shipping line now puts its own loggers into every container and gives us the data for nothing. It is not as good (a reading per hour, no phone), but it is free, and Charl stopped reading at "free".

@ 117 09:45 aiko > nomsa + pieter, charl
Dear Nomsa,

Thank you for telling me directly. I would have stopped reading there too. Please check one thing with the line: whether you may keep the data when there is a claim against them. Some contracts say no.

And Pieter, I still believe that it is the fan.

@ 116 07:30 pieter > aiko
Aiko, I have bought two hygrometers with my own money. Old cellar 84 %, new cellar 61 %. It is the fan. I owe you a bottle, and you have a friend here when the budget is young again.
`,
    ),
  ],
};
