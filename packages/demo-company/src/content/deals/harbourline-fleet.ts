import { invitation } from '../../attachments/calendar.ts';
import { csv, xlsx } from '../../attachments/office.ts';
import { pdf } from '../../attachments/pdf.ts';
import { inlineChart } from '../../attachments/png.ts';
import { conversation } from '../../story/story.ts';
import type { DealStory } from '../deal.ts';

export const harbourlineFleet: DealStory = {
  key: 'harbourline-fleet',
  name: 'Harbourline: 600 loggers for the reefer fleet',
  state: 'open',
  openedAgo: 96,
  organisation: 'harbourline',
  contacts: ['tom', 'priya', 'gareth'],
  audience: 'sales',
  attachments: {
    chart: inlineChart('trailer-112.png', [22, 24, 25, 23, 26, 41, 58, 62, 47, 30, 25, 23, 22, 24], 40),
    readings: csv('trailer-112-readings.csv', [
      ['time', 'probe', 'celsius'],
      ['04:10', 'front', 2.8],
      ['04:25', 'front', 3.1],
      ['04:40', 'rear', 6.9],
      ['04:55', 'rear', 9.4],
      ['05:10', 'rear', 7.2],
    ]),
    quote: pdf('KQ-2231-Harbourline.pdf', 'Quotation KQ-2231', [
      'Harbourline Logistics Ltd, Dock Gate 2, Felixstowe',
      '',
      '600 x KT-20 logger, calibrated 3 points      GBP  62.00    37,200.00',
      '600 x Kumoi Trace, per logger and year       GBP  21.00    12,600.00',
      ' 40 x KG-4 gateway, depot mount              GBP 185.00     7,400.00',
      'Installation guide and two remote trainings                 included',
      '',
      'Total excluding VAT                                        57,200.00',
      'Valid for 45 days. Delivery 6 weeks from order, DAP Felixstowe.',
    ]),
    revised: pdf('KQ-2231-rev2.pdf', 'Quotation KQ-2231 revision 2', [
      'As KQ-2231, with these changes:',
      'Delivery in three lots of 200 (weeks 6, 10 and 14), invoiced per lot',
      'Kumoi Trace billed from the day a lot is installed',
      'Swap pool of 12 loggers, on loan, no charge',
      'Total excluding VAT GBP 57,200.00',
    ]),
    rollout: xlsx('rollout-plan.xlsx', [
      ['Lot', 'Depot', 'Trailers', 'Loggers', 'Install by'],
      [1, 'Felixstowe', 100, 200, 'Tom'],
      [2, 'Tilbury', 100, 200, 'Tom'],
      [3, 'Immingham', 100, 200, 'contractor'],
    ]),
    specimen: pdf('calibration-specimen.pdf', 'Certificate of calibration (specimen)', [
      'Instrument KT-20, serial number KT20-000000',
      'Reference -20.00 C   reading -19.96 C   uncertainty 0.08 C',
      'Reference   0.00 C   reading   0.03 C   uncertainty 0.08 C',
      'Reference   5.00 C   reading   5.02 C   uncertainty 0.08 C',
      'Traceable to national standards. Next calibration due in 12 months.',
    ]),
    demo: invitation({
      title: 'Kumoi Trace demo for Harbourline',
      in: 4,
      at: 9 * 60 + 30,
      minutes: 45,
      place: 'https://meet.kumoi.example/harbourline',
    }),
  },
  conversations: [
    conversation(
      'harbourline-intro',
      'Loggers for our reefer trailers',
      `
@ 96 09:12 tom > sales, aiko
Hello,

We run 300 refrigerated trailers out of Felixstowe, Tilbury and Immingham, mostly produce and some pharma. At the moment drivers print a ticket from the fridge unit at the end of the run and we file it in a box. Two weeks ago a load of raspberries was rejected at Daventry and we could not show what happened between 4 and 6 in the morning.

I saw your loggers on a Northfield tanker. Do they work in a trailer, with two probes (front and rear), and can my planners see the temperature while the thing is still on the road?

@ 95 10:40 aiko > tom
Dear Tom,

Thank you for writing, and I am sorry about the raspberries. Yes to all three: a KT-20 takes two probes, lives happily on the bulkhead of a trailer, and sends a reading every 15 minutes over the mobile network. Your planners see it on a map and get a message when a load leaves its band.

Before I suggest anything, may I ask a few things?

- Do the trailers go to the continent, or stay in the UK?
- Who needs to see the data outside Harbourline: your customers, an auditor, an insurer?
- Do your drivers swap trailers, or does one driver keep one unit?
- Which system holds your loads today?

If it is easier to talk, I am free {+2} any time before 11 your time.

@ 95 16:55 tom > aiko + priya : with=chart,readings
Aiko,

UK and about 40 a week to Rotterdam. Customers want a PDF, one supermarket wants an API. Drivers swap all the time. Loads are in a TMS that Priya knows about, so she is on copy now.

I have put the log of the raspberry trailer below, from the one fridge unit that keeps readings. {+2w} at 9:30 works.

[[chart]]
`,
    ),
    conversation(
      'harbourline-demo',
      'Kumoi Trace demo, trailer use case',
      `
@ 90 09:05 aiko > tom, priya : with=demo
Tom, Priya,

Good to talk yesterday. As agreed I send an invitation for a demonstration, with a trailer of ours that drives between Osaka and Nagoya every night, so you see real doors opening and real alarms.

Kenji Mori, who builds the integrations, will join. Please tell me if you would like anybody else in the room.

@ 86 13:20 priya > aiko + kenji, tom
Hi both,

Thanks for this morning. Tom is sold on the map. My list is less romantic:

1. Is the API push (webhook) or do we poll? We would like to attach excursions to the load in the TMS within a minute or so.
2. What happens to readings while the trailer is on the ferry with no signal for seven hours?
3. Single sign-on with our identity provider: included or extra?
4. Can we keep readings for six years? The pharma customers ask.

Priya

@ 85 11:30 kenji > priya + aiko, tom
Hi Priya,

In order:

1. Both. Webhooks are signed and retried for 24 hours; median is about 5 seconds from the logger's upload.
2. The KT-20 stores 32,000 readings. After the ferry it uploads oldest first and the alarm rules run again over the gap, so a late excursion still reaches you, marked "late".
3. Included (OIDC or SAML).
4. Yes. Seven years is our default for calibrated devices.

I can give you a sandbox with three simulated trailers if you want to try the webhook before {+5w}.

@ 85 14:02 priya > kenji + aiko, tom
> I can give you a sandbox with three simulated trailers
Yes please. If one of them can be on a ferry, even better.

@ 84 10:15 kenji > priya + aiko, tom : noquote
Done, the credentials come by text message. Trailer "SIM-3" boards a ferry every day at 21:00 UK time and has no signal until 04:00.

@ 80 17:31 priya > aiko, kenji + tom
We connected it yesterday evening and it behaved. SIM-3 came off its ferry with one late excursion, and it landed on the right load in the TMS. From my side this is a yes on the technical part. Over to Tom and to procurement.
`,
    ),
    conversation(
      'harbourline-quote',
      'Quotation KQ-2231 for 600 loggers',
      `
@ 77 10:20 aiko > tom + gareth : with=quote
Dear Tom,

Please find attached our quotation KQ-2231 for 600 KT-20 loggers (two per trailer), 40 depot gateways and one year of Kumoi Trace.

I have kept the calibration at three points (-20, 0 and +5 °C), because the pharma loads will need it. If you want the produce trailers at one point only, the price per logger falls by four pounds, but then you must keep the two kinds apart.

@ 71 15:48 gareth > aiko + tom
Aiko,

Gareth from procurement. The price is in the range. Three points before I can take this to the board:

1. 57k in one invoice will not pass this quarter. We need lots.
2. I do not want to pay a subscription for loggers that sit in a box in Immingham.
3. What do you do when one fails? A trailer without a logger is a trailer I cannot send to Daventry.

@ 70 11:05 aiko > gareth + tom : with=revised,rollout
Dear Gareth,

Fair points, all three. The revised quotation is attached:

- three lots of 200, delivered and invoiced in weeks 6, 10 and 14;
- the subscription of a lot starts on the day you switch it on, at the latest 30 days after delivery;
- a swap pool of 12 loggers that stays in Felixstowe. You swap first and we ask afterwards.

The total is unchanged. I have added a plan of who would install what, and when; please correct it where I guessed.

@ 62 09:41 gareth > aiko + tom
This is better. The board meets {+9}. I would not expect a problem, but our insurer has asked to read the calibration certificate format first. Can you send a specimen?

@ 62 20:10 aiko > gareth + tom : with=specimen
Of course, a specimen is attached. Every logger has one, with its own serial number, and it can be downloaded from Kumoi Trace by anyone you give access.

@ 40 16:22 gareth > aiko + tom
Aiko, the board said yes in principle, with one condition: a month with ten trailers first, at our cost, on the Tilbury to Bristol run. If the rejected loads go down we sign for the full 600. Are you willing?

@ 39 10:00 aiko > gareth + tom
Dear Gareth,

Very willing. Ten trailers means 20 loggers; I will take them from the swap pool and send them {+3w}, so that you are not charged for anything but the freight. Could Tom name the ten trailers?

@ 39 12:15 tom > aiko + gareth
The ten oldest. If it works on those it works on anything.

@ 15 09:50 tom > aiko, priya + gareth
Three weeks in. Two excursions, both caught on the road, both saved: in one the driver had left the rear door on the latch, in the other the fridge had gone into defrost and stayed there. My planners have stopped asking whether this is needed and started asking when they get the rest.

@ 2 15:36 gareth > aiko + tom : flagged
Aiko,

Finance is happy with the pilot numbers. Could you refresh the quotation (it ran out last week) and confirm that lot 1 can still arrive six weeks from a PO? If I have it by {+2w} I can raise the PO this month.
`,
    ),
  ],
};
