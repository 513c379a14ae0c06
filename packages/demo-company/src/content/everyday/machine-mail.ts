import { csv } from '../../attachments/office.ts';
import { conversation, type Story } from '../../story/story.ts';

type Week = readonly [ago: number, loggers: number, excursions: number, offline: number, remark: string];

const WEEKS: readonly Week[] = [
  [206, 1184, 21, 3, 'Most excursions: Northfield T17 (rear probe was unplugged during cleaning).'],
  [161, 1302, 34, 9, 'Heat wave in Kanto; six vans of one customer left their band on the same afternoon.'],
  [121, 1396, 18, 2, 'Galil Fresh finished its first season with one container out of band.'],
  [81, 1411, 16, 5, 'Two gateways run on battery since Friday, both at customers with building work.'],
  [53, 1437, 47, 46, 'All Irish loggers were late on Tuesday night; see the incident report.'],
  [31, 1462, 12, 1, 'Quietest week of the year. New: ultra-low site in Hokkaido, no alarms.'],
  [11, 1490, 15, 4, 'Pilot of ten trailers in England: two excursions, both handled on the road.'],
];

const report = ([ago, loggers, excursions, offline, remark]: Week) =>
  conversation(
    `trace-week-${ago}`,
    `Kumoi Trace weekly summary: ${loggers} loggers, ${excursions} excursions`,
    `@ ${ago} 21:00 alerts > aiko : fields=machine unsigned with=week${ago}
Accounts of: Aiko Tanaka

| Loggers reporting | ${loggers} |
| Excursions | ${excursions} |
| Offline for more than 24 h | ${offline} |

${remark}

Details for each customer are in the attached table.`,
  );

const table = ([ago, loggers, excursions, offline]: Week) =>
  csv(`trace-week-${ago}.csv`, [
    ['customers', 'loggers', 'excursions', 'offline'],
    ['Japan', Math.round(loggers * 0.41), Math.round(excursions * 0.3), Math.floor(offline / 3)],
    ['Europe', Math.round(loggers * 0.47), Math.round(excursions * 0.5), Math.ceil(offline / 2)],
    ['Other', Math.round(loggers * 0.12), Math.round(excursions * 0.2), 0],
  ]);

type Parcel = readonly [ago: number, number: string, place: string, what: string, note: string];

const PARCELS: readonly Parcel[] = [
  [256, 'AP 4410 2217', 'Mallow, Ireland', '2 cartons, 31.5 kg', 'Customs papers complete.'],
  [207, 'AP 4410 3801', '横浜市中区', '5個口 62.0kg', '午前中指定で承りました。'],
  [176, 'AP 4410 5126', '札幌市白石区', '2個口 18.4kg', '航空便。ドライアイスの同梱はありません。'],
  [54, 'AP 4411 0973', '川口市', '1個口 1.2kg', 'ご不在時は宅配ボックスへお届けします。'],
  [38, 'AP 4411 1140', 'Felixstowe, United Kingdom', '1 carton, 6.8 kg', 'Lithium cells, UN 3091, section II.'],
];

const parcel = ([ago, number, place, what, note]: Parcel) =>
  conversation(
    `parcel-${number.replaceAll(' ', '')}`,
    `Asahi Parcel ${number} / ${place}`,
    `@ ${ago} 19:40 courier > aiko : fields=machine
お荷物をお預かりしました / We have collected your shipment.

| No. | ${number} |
| To | ${place} |
| Contents | ${what} |

${note}

https://asahi-parcel.example/t/${number.replaceAll(' ', '')}`,
  );

export const machineMail: Story = {
  attachments: Object.fromEntries(WEEKS.map((week) => [`week${week[0]}`, table(week)])),
  conversations: [...WEEKS.map(report), ...PARCELS.map(parcel)],
};
