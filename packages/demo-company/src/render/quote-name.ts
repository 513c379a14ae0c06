/** How a mail program introduces what it quotes. */
export type QuoteName =
  | 'gmail'
  | 'gmailJa'
  | 'outlook'
  | 'outlookDe'
  | 'outlookSv'
  | 'outlookJa'
  | 'originalMessage'
  | 'originalMessageJa'
  | 'apple'
  | 'thunderbird'
  | 'thunderbirdJa'
  | 'jaMail';
