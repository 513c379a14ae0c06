import { csv } from '../../attachments/office.ts';
import { pdf } from '../../attachments/pdf.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

export const galilPacking: DealStory = {
  key: 'galil-packing',
  name: 'Galil Fresh: packing house and avocado containers',
  state: 'won',
  openedAgo: 190,
  organisation: 'galil',
  contacts: ['noa', 'eitan', 'dana'],
  audience: 'sales',
  attachments: {
    quote: pdf('KQ-2140-Galil-Fresh.pdf', 'Quotation KQ-2140', [
      '18 x KT-40 for cold rooms               EUR 5,220',
      '120 x KT-10 container loggers           EUR 2,280',
      'Kumoi Trace, 12 months                  EUR 1,900',
    ]),
    order: pdf('PO-GF-557.pdf', 'Purchase order GF-557', ['As quotation KQ-2140', 'EUR 9,400']),
    arrivals: csv('arrivals-season.csv', [
      ['container', 'variety', 'max_celsius', 'hours_above_8'],
      ['GFSU 220114', 'Hass', 6.1, 0],
      ['GFSU 220115', 'Hass', 9.8, 5],
      ['GFSU 220131', 'Ettinger', 6.4, 0],
    ]),
  },
  conversations: [
    conversation(
      'galil-start',
      'ניטור טמפרטורה בבית האריזה',
      `
@ 190 09:30 noa > aiko
שלום איקו,

שמי נועה לוי ואני מנכ״לית של גליל פרש. אנחנו אורזים אבוקדו והדרים בגליל העליון ושולחים כ-120 מכולות בעונה לצפון אירופה. בעונה שעברה נפסלו לנו שלוש מכולות ברוטרדם, ולא הצלחנו להוכיח שהפרי יצא מאיתנו קר.

אשמח להבין:

- האם אפשר לנטר גם את חדרי הקירור וגם את המכולות באותה מערכת
- כמה זמן לוקחת ההתקנה
- מה המחיר לשמונה-עשר חדרים ולמאה ועשרים מכולות

תודה רבה,

@ 189 10:12 aiko > noa + eitan
Dear Noa,

Thank you for writing to us, and I hope that English is fine. Yes: one system, two kinds of loggers. The ones in the rooms report all the time; the ones in the containers travel once, and the importer reads them with a telephone.

Installing 18 rooms takes two days. I will send a quotation this week. One question: at what temperature does the fruit enter the rooms, and how fast must it be down to 6 °C?

@ 188 06:40 eitan > aiko + noa
Comes in at 24-26, has to be at 6 in 18 hours. Room 7 never makes it. Everybody knows, nobody can prove it.

@ 186 15:22 aiko > noa, eitan : with=quote
Dear Noa, dear Eitan,

The quotation is attached. For room 7 I have added a second probe at the back at no charge, because I am curious myself.

@ 182 08:50 noa > aiko + eitan, dana
איקו, תודה על ההצעה המהירה.

מבחינתי מאושר. דנה כץ מהכספים תשלח הזמנה מסודרת. חשוב לנו שהכול יותקן לפני תחילת קטיף ההאס.

נועה

@ 180 13:14 dana > aiko + noa : with=order
Hi Aiko, purchase order GF-557 attached. Terms net 45, please put the PO number on everything or the system will send it back to you in Hebrew.
`,
    ),
    conversation(
      'galil-season',
      'First season, first numbers',
      `
@ 132 05:55 eitan > aiko
Room 7: fan 2 was wired backwards. Since 2017. Fixed it on {-1w} evening, 17 hours now.

@ 132 16:02 aiko > eitan + noa
Eitan, I have told this to three people today already. May I use it as a story, without names?

@ 131 06:10 eitan > aiko + noa
With names. Let the electrician read it.

@ 96 11:40 noa > aiko + eitan : with=arrivals
שלום איקו,

מצורפים נתוני ההגעה של חצי העונה הראשון. מכולה אחת בלבד חרגה, והפעם יכולנו להראות לחברת הספנות שהחריגה התחילה שש שעות אחרי ההעמסה על האונייה. הם שילמו בלי ויכוח.

זו הפעם הראשונה שזה קורה לנו. תודה!

@ 95 09:25 aiko > noa + eitan
Dear Noa, that is the best mail of my week. If you agree, I would like to send a summary (no prices, no container numbers) to a journalist who writes about exactly this kind of dispute.

@ 94 10:18 noa > aiko
כן, בבקשה. רק תני לי לקרוא את הטקסט לפני הפרסום.
`,
    ),
    conversation(
      'galil-billing',
      'Invoice GF-557 second copy',
      `
@ 160 12:05 dana > aiko, keiri
Hi, I have invoice KI-10211 twice, same number, amounts EUR 9,400.00 and EUR 9,040.00. Which one is the real one? Obviously I prefer the second.

@ 159 09:12 aiko > dana + keiri
Dear Dana, the first one, I am afraid. The second was a typing mistake that somebody corrected without changing the number. Please throw it away; a credit note for it will follow so that your auditors sleep well.
`,
    ),
  ],
};
