import { docx } from '../../attachments/office.ts';
import { pdf } from '../../attachments/pdf.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

/** Known to the owner alone: both sides have signed not to speak of it. */
export const bruecknerOem: DealStory = {
  key: 'brueckner-oem',
  name: 'Project Kastanie: Brückner OEM licence (confidential)',
  state: 'open',
  openedAgo: 110,
  organisation: 'brueckner',
  contacts: ['martina', 'stefan', 'ulrike'],
  audience: 'owner',
  attachments: {
    nda: docx('NDA-Kumoi-Brueckner.docx', [
      'Mutual non-disclosure agreement',
      'Purpose: evaluation of an OEM licence for laboratory freezers ("Project Kastanie")',
      'Term: three years. Neither party discloses that talks take place.',
    ]),
    signed: pdf('NDA-signed.pdf', 'Mutual non-disclosure agreement', ['Signed by both parties']),
    terms: pdf('term-sheet-kastanie-v2.pdf', 'Term sheet, version 2', [
      'Licence of logger firmware and board design, laboratory use only',
      'One-off EUR 240,000; royalty EUR 6.50 per freezer',
      'Minimum 8,000 freezers a year from year 2',
      'Cloud: Kumoi Trace, hosted in Frankfurt, branded Brückner',
    ]),
  },
  conversations: [
    conversation(
      'kastanie-start',
      'Vertraulich: Zusammenarbeit bei Laborgeräten',
      `
@ 110 09:20 martina > aiko
Guten Tag Frau Tanaka,

wir bauen Laborgefrierschränke, etwa 9.000 im Jahr. Unsere Kunden verlangen zunehmend eine eingebaute Überwachung statt eines Datenloggers, den man daneben legt. Wir haben Ihre Geräte zerlegt (gekauft, nicht geliehen) und finden die Konstruktion überzeugend.

Könnten Sie sich vorstellen, uns eine Lizenz zu geben? Ich bitte um Diskretion, auch in Ihrem Hause.

Mit freundlichen Grüßen

@ 108 10:05 aiko > martina
Dear Dr. Brückner,

Thank you for your trust, and for buying before dismantling. I have spoken to our managing director and to nobody else. We are open to it.

Before we go into detail I would suggest a mutual non-disclosure agreement. May I send you ours, or would you prefer your own?

@ 107 08:48 martina > aiko + ulrike
Vielen Dank. Bitte schicken Sie Ihren Entwurf an Frau Sommer (in Kopie), sie leitet bei uns Recht und Verträge. Wir können gern auf Englisch weiterschreiben.

@ 106 16:15 aiko > ulrike + martina : with=nda
Dear Ms Sommer,

Our draft is attached. It is short on purpose. Please note the sentence that neither side mentions the talks themselves.

@ 103 11:37 ulrike > aiko + martina
Dear Ms Tanaka,

Two changes: place of jurisdiction Zürich as neutral ground, and an exception for auditors. Otherwise acceptable, which I say about perhaps one draft in ten.

@ 101 09:00 aiko > ulrike + martina : with=signed
Dear Ms Sommer, both changes are accepted. The agreement with our signature is attached; the project is called Kastanie from now on, after the tree in front of our office.
`,
    ),
    conversation(
      'kastanie-technical',
      'Kastanie: technical questions',
      `
@ 94 13:10 stefan > aiko
Dear Aiko,

I manage the product on our side. My questions, in order of fear:

1. The board sits at -80 next to a compressor. Condensation, vibration: has anybody tried?
2. Can the firmware be signed with our key instead of yours?
3. We promise spare parts for 15 years. Does your sensor supplier?

@ 92 11:45 aiko > stefan
Dear Stefan,

Without naming you I have asked our engineers:

1. Yes, at a research institute, four years without failure; conformal coating is needed and adds 40 cents.
2. Yes, with a second key slot. Yours signs, ours stays as a fallback unless you burn the fuse.
3. Not in writing. We would design for two sensors with the same footprint.

@ 90 15:28 stefan > aiko
Answer 3 is the honest one, so I believe the other two. Can we have ten boards, coated, to torture?

@ 89 09:50 aiko > stefan
They are on the bench and leave {+4w}. Please torture them properly, and tell me how they died.

@ 61 14:33 stefan > aiko
Seven of ten still alive after 600 cycles from +30 to -85. The three dead ones died in the same place: the connector, not the board. We have a better connector.
`,
    ),
    conversation(
      'kastanie-terms',
      'Kastanie: commercial terms',
      `
@ 56 10:20 martina > aiko + ulrike
Dear Ms Tanaka,

The tests convinced us. Please let us have your idea of the commercial terms: fee, royalty, minimum, and what happens if one of us is bought.

@ 48 09:35 aiko > martina + ulrike : with=terms
Dear Dr. Brückner,

The term sheet is attached (version 2; version 1 was for our own board). If one of us is bought, the licence stays with the product and the cloud service continues for at least five years.

@ 42 16:58 martina > aiko + ulrike
The one-off fee is fine. The royalty is too high for our small freezers, where we earn 40 euros in total. Could it be a percentage, or two steps by size?

@ 40 10:10 aiko > martina + ulrike
Two steps by size is fair: EUR 6.50 from 300 litres upwards, EUR 3.50 below, with the minimum counted in euros and not in pieces.

@ 17 09:42 ulrike > aiko + martina
Dear Ms Tanaka, agreed. I am turning the term sheet into a contract and will send it {+10}. One reminder: our works council has heard a rumour. Please make sure that nothing about Kastanie can be seen in your sales system.

@ 16 10:30 aiko > ulrike + martina
Dear Ms Sommer, the deal is visible to me alone in our system, and I have checked it with a colleague's login before writing this sentence.

@ 3 14:15 ulrike > aiko + martina : flagged
Dear Ms Tanaka, the contract is finished on our side. I will bring two printed copies to Tokyo {+8}; for this one I do not trust electronic mail.
`,
    ),
  ],
};
