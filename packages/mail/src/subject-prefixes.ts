/**
 * Words that mail programs put before a subject when replying or forwarding, by language.
 *
 * Sources: RFC 5256 §2.1 (`re`, `fw`, `fwd`); Wikipedia, *List of email subject abbreviations*, table *Abbreviations in other languages*
 * (https://en.wikipedia.org/wiki/List_of_email_subject_abbreviations); the prefixes known to stalwartlabs/mail-parser
 * (`src/fields/thread.rs`) and to enough_mail (`MailConventions`). Written as they appear; compared folded.
 */
export const SUBJECT_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  english: ['Re', 'Fw', 'Fwd', 'Rsp', 'Resp'],
  arabic: ['رد', 'الرد', 'إعادة توجيه', 'اعادة توجيه'],
  bulgarian: ['Отг', 'Отговор', 'Препр', 'Препратено'],
  chineseSimplified: ['回复', '答复', '转发', '转寄'],
  chineseTraditional: ['回覆', '回復', '答覆', '轉寄', '轉發'],
  croatian: ['Odg', 'Odgovor', 'Prosl', 'Proslijeđeno'],
  czech: ['Odpověď', 'Přeposláno', 'Předáno'],
  danishNorwegian: ['SV', 'Svar', 'VS', 'Videresendt'],
  dutch: ['Antw', 'Antwoord', 'Doorst', 'Doorgestuurd'],
  estonian: ['Vastus', 'Ed', 'Edastatud'],
  finnish: ['VS', 'Vast', 'Vastaus', 'VL', 'Välitetty'],
  french: ['RE', 'REF', 'Réf', 'REP', 'RÉP', 'Réponse', 'TR', 'Transfert'],
  german: ['AW', 'Antwort', 'WG', 'Weitergeleitet'],
  greek: ['ΑΠ', 'Απάντηση', 'ΣΧΕΤ', 'ΠΡΘ', 'Προωθ', 'Προωθημένο'],
  hebrew: ['השב', 'תשובה', 'תגובה', 'הועבר', 'העברה'],
  hungarian: ['Vá', 'Va', 'Válasz', 'Továbbítás', 'Továbbítva'],
  icelandic: ['Svar', 'FS', 'Framsenda'],
  indonesian: ['BLS', 'Balas', 'TRS', 'Terusan', 'Teruskan'],
  italian: ['R', 'RI', 'RIF', 'I', 'Inoltro', 'Inoltrato'],
  japanese: ['返信', '転送'],
  korean: ['회신', '답장', '전달'],
  latvian: ['Atb', 'Atbilde', 'Pārs', 'Pārsūtīts'],
  lithuanian: ['Ats', 'Atsakymas', 'Persiųsta'],
  persian: ['پاسخ', 'هدایت'],
  polish: ['Odp', 'Odpowiedź', 'PD', 'Podaj dalej', 'Przekazane'],
  portuguese: ['RES', 'Resposta', 'ENC', 'Encaminhado'],
  romanian: ['Răsp', 'Răspuns', 'Redirecționat'],
  russian: ['Отв', 'Ответ', 'Перес', 'Переслано', 'Пересылка'],
  slovak: ['Odpoveď', 'Preposlané'],
  spanish: ['RE', 'RES', 'Respuesta', 'RV', 'Reenviado'],
  swedish: ['SV', 'Svar', 'VB', 'Vidarebefordrat'],
  tamil: ['பதில்', 'முன்னனுப்பு'],
  thai: ['ตอบกลับ', 'ส่งต่อ'],
  turkish: ['YNT', 'YAN', 'Yanıt', 'İLT', 'ILT', 'İlet', 'İletilen'],
  ukrainian: ['Відп', 'Відповідь', 'Переслано'],
  vietnamese: ['Trả lời', 'Chuyển tiếp'],
  welsh: ['ATEB', 'YML', 'Ymlaen'],
};
