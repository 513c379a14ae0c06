export interface Prospect {
  readonly name: string;
  readonly local: string;
  readonly company: string;
  readonly domain: string;
  readonly japanese: boolean;
}

const prospect = (name: string, local: string, company: string, domain: string, japanese = false): Prospect => ({
  name,
  local,
  company,
  domain,
  japanese,
});

/** People who write for the first time. */
export const PROSPECTS: readonly Prospect[] = [
  prospect('Pádraig Nolan', 'p.nolan', 'Glenmore Creamery', 'glenmore-creamery.example'),
  prospect('石井 直子', 'ishii', '株式会社マルイシ水産', 'maruishi-suisan.example', true),
  prospect('Greta Simons', 'greta', 'Simons Chocolaterie', 'simons-choc.example'),
  prospect('長谷川 豊', 'hasegawa', '信州ワクチンセンター', 'shinshu-vc.example', true),
  prospect('Ikram Belhadj', 'ikram', 'Atlas Dates', 'atlas-dates.example'),
  prospect('Oskar Lind', 'oskar.lind', 'Nordblod Biobank', 'nordblod.example'),
  prospect('大野 真一', 'ohno', '大野青果株式会社', 'ohno-seika.example', true),
  prospect('Camila Duarte', 'camila', 'Duarte Flores', 'duarte-flores.example'),
  prospect('Wei Ling Tan', 'weiling', 'Straits Blood Services', 'straits-blood.example'),
  prospect('村上 彩', 'murakami', 'むらかみ乳業', 'murakami-milk.example', true),
  prospect('Bogdan Ilie', 'bogdan', 'Carpathia Frozen', 'carpathia-frozen.example'),
];

export const NEEDS_EN: readonly string[] = [
  'four trucks that go over a mountain pass with no signal for two hours',
  'a store room where the alarm has been wrong so often that nobody listens any more',
  'a chest of samples that must never be warmer than -70, not even during a move',
  'a market hall with nine small cold rooms and nine owners who do not talk to each other',
  'a customer who asks for a temperature curve with every pallet from next season on',
  'an auditor who was kind last year and has promised not to be kind again',
  'boxes that travel by bus, because there is no other way to the villages',
];

export const NEEDS_JA: readonly string[] = [
  '配送車12台の温度履歴を、納品先様へ提出する必要がございます',
  '停電時の対応記録を残す仕組みが必要になりました',
  '手書きの温度記録を、来年度までに電子化したいと考えております',
  '保冷庫が古く、扉付近の温度が本当に守られているか不安です',
  '監査で「記録の空白」を指摘され、早急な改善を求められております',
];

export const CLOSINGS_EN: readonly string[] = [
  'What would you suggest, and roughly what does it cost?',
  'Could we have three loggers to try before we say yes?',
  'Is there somebody we could talk to by telephone this week?',
];

export const CLOSINGS_JA: readonly string[] = [
  'まずは資料と概算をお送りいただけますでしょうか。',
  '一度オンラインでご相談させていただくことは可能でしょうか。',
  '試用機をお借りすることは可能でしょうか。',
];
