// Control characters and escape sequences of a mail would move the cursor, rename the window or worse; overrides of
// direction would show a text as another.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** A text from outside as one safe line. */
export const plainText = (text: string): string => text.replaceAll(UNSAFE, ' ').trim();
