import { languageOf } from '../calendar/date-words.ts';
import type { QuoteName } from './quote-name.ts';
import { clientNamed } from './client.ts';
import type { Written } from './written.ts';

/** How a mail quotes: web mail follows the language that its writer has set for this mail. */
export function quoteOf(mail: Written): QuoteName {
  const { quote } = clientNamed(mail.from.client);
  const own = mail.text.split('\n-- \n')[0] ?? '';
  return quote === 'gmail' && languageOf(own) === 'ja' ? 'gmailJa' : quote;
}
