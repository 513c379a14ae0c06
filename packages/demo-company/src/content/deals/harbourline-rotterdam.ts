import { pdf } from '../../attachments/pdf.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

export const harbourlineRotterdam: DealStory = {
  key: 'harbourline-rotterdam',
  name: 'Harbourline Rotterdam: cold store pilot',
  state: 'open',
  openedAgo: 34,
  organisation: 'harbourline',
  // Gareth buys for both deals, so that his mail alone decides for neither.
  contacts: ['marieke', 'gareth'],
  audience: 'sales',
  attachments: {
    layout: pdf('rotterdam-cold-store-layout.pdf', 'Cold store 2, Waalhaven', [
      'Chamber A   -20 C   1,400 pallets   8 probes proposed',
      'Chamber B    +2 C     900 pallets   6 probes proposed',
      'Chamber C    +2 C     300 pallets   4 probes proposed (pharma cage)',
      'Dock        +10 C      6 doors      6 door contacts',
    ]),
  },
  conversations: [
    conversation(
      'rotterdam-start',
      'Cold store Waalhaven: could your system do a building?',
      `
@ 34 08:55 marieke > aiko
Dear Ms Tanaka,

My colleague Tom in Felixstowe shows everyone his map on his phone, so now it is my turn. I have no trailers, I have a building: three chambers, six dock doors, and a paper list on a clipboard that somebody signs four times a day.

The authority here visits in spring and last time they did not like the clipboard. Can your loggers do a building too, or are they only for trailers?

@ 33 09:30 aiko > marieke
Dear Ms de Vos,

They can. For buildings we use the KT-40: mains powered with a battery for twelve hours, four probes each, and a contact for a door. A clipboard is replaced by a daily report that a named person signs on screen.

Could you send me a floor plan, with the positions where you take readings today? I will draw a proposal on it, and you can tell me where a forklift would hit it.

@ 32 14:12 marieke > aiko : with=layout
Here is the plan. I have marked the number of probes that our cold engineer would like. Chamber C has a cage for pharma; there the readings must be kept apart.

The forklifts hit everything below 1.80 m.

@ 30 11:20 aiko > marieke + kenji
Thank you, that is very clear. Kenji has put everything at 2.20 m, with the cables inside the existing conduit. For chamber C we would set up a second site in Kumoi Trace, with its own users, so that the pharma customer can look at its cage and nothing else.

A pilot with chamber C alone would be four probes and one door. It can be mounted in a morning.

@ 26 16:45 marieke > aiko + kenji
A morning I have. Can it be {+8}, when chamber C is nearly empty?
`,
    ),
    conversation(
      'rotterdam-terms',
      'Rotterdam pilot: terms',
      `
@ 22 10:02 gareth > aiko
Aiko, I hear that Rotterdam wants something as well. Please do not send a separate quotation to Marieke: I would like one framework for the group, with Rotterdam as a call-off. What would that do to the price?

@ 21 09:18 aiko > gareth
Dear Gareth,

Understood, one framework. If Rotterdam is added to the 600 loggers we can apply the 750-unit band to everything, which takes another 3 % off the hardware. I would keep the two call-offs apart on paper, because the building devices are calibrated differently.

Shall I send a draft framework to you, with Marieke and Tom on copy?

@ 21 13:30 gareth > aiko
To me only for now, please. I will share it once legal has read it.

@ 6 11:44 gareth > aiko
Legal has two comments on the framework: liability should be capped at twelve months of fees rather than six, and Dutch law for the Rotterdam call-off. The first I want, the second I can trade.
`,
    ),
    conversation(
      'rotterdam-visit',
      'Mounting day in chamber C',
      `
@ 19 08:40 aiko > marieke + kenji
Dear Marieke,

Our partner's electrician, Mr Bakker, comes {+2} at 07:30. He needs a scissor lift and one of your people for about an hour. Everything else is in his van.

@ 17 15:10 marieke > aiko + kenji
He was early, friendly, and finished before the coffee. Four probes read 2.1 to 2.4 and the door contact works. One question from the night shift: who gets the call at three in the morning if the door stays open?

@ 16 09:25 kenji > marieke + aiko
Hi Marieke, whoever you put first under Sites > Waalhaven C > Alarms. It calls the first number, waits four minutes, then the second, then the third. I would put the shift phone first and yourself last.

@ 1 14:33 marieke > aiko, kenji : unread
Good news and a confession. The good news: the inspector came a week early and signed off chamber C without a single remark. The confession: I have promised him that A and B will have the same before summer. Could you tell me what that costs, so that I can ask Gareth nicely?
`,
    ),
  ],
};
