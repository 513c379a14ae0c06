/** Of a text only so much is looked at, in UTF-16 code units; its folded form is hardly longer. */
export const MOST_UNITS = 65_536;
