/** Codes of the client itself: meaning, and what one does. Every other code is the API's own. */
export const CLIENT_CODES = {
  'client/unreachable': 'Nothing answers at the address. See whether mailfold runs there; a repeat may help.',
  'client/not-mailfold': 'Something else answered with an error. Correct the address, or look at the proxy in between.',
  'client/wrong-answer':
    'The answer does not fit: something else answered, or client and server are of different versions.',
} as const;

export type ClientCode = keyof typeof CLIENT_CODES;
