type Fields = readonly (readonly [string, string])[];

/** Header fields of mail that no person sends, by the name that the notation calls them by. */
export const FIELD_SETS: Readonly<Record<string, Fields>> = {
  // RFC 2919, RFC 2369 and RFC 8058
  newsletter: [
    ['List-Id', 'Cold Chain Weekly <weekly.coldchain-weekly.example>'],
    ['List-Unsubscribe', '<https://coldchain-weekly.example/u/7f31c2>,\r\n <mailto:leave@coldchain-weekly.example>'],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
    ['Precedence', 'bulk'],
  ],
  discussion: [
    ['List-Id', 'Cold storage engineers <engineers.reefer-list.example>'],
    ['List-Post', '<mailto:engineers@reefer-list.example>'],
    ['List-Unsubscribe', '<mailto:engineers-leave@reefer-list.example>'],
  ],
  // RFC 3834 §5
  machine: [
    ['Auto-Submitted', 'auto-generated'],
    ['X-Auto-Response-Suppress', 'All'],
  ],
  away: [
    ['Auto-Submitted', 'auto-replied'],
    ['X-Auto-Response-Suppress', 'All'],
    ['Precedence', 'auto_reply'],
  ],
  junk: [
    ['X-Spam-Flag', 'YES'],
    ['X-Spam-Score', '9.7'],
  ],
};
