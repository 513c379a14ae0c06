/** Codes of the API itself and of starting: meaning, and what an operator does. Other codes in a problem are those of the part that threw. */
export const API_CODES = {
  'api/invalid': 'The request does not fit; the problem names each field and the reason. The caller corrects it.',
  'api/bad-cursor': 'A cursor of another list, or cut. The caller begins the list again without it.',
  'api/bad-token': 'A token that no write gave. The caller leaves atLeast out.',
  'api/unauthenticated': 'No key or token, or one that is unknown, revoked or expired. Mint a new one.',
  'api/forbidden': 'A user token with Mailfold-Act-As. The caller leaves the header out.',
  'api/user-forbidden': 'A mailbox is read as a user only. The caller sends a user token, or names the user.',
  'api/service-forbidden': 'What belongs to the tenant is for its service key only.',
  'api/idempotency-key-reused':
    'The same Idempotency-Key with another request: a bug of the caller, who takes a new key.',
  'api/not-found': 'No such path. See /openapi.json.',
  'api/too-large': 'The body is longer than the route takes. The caller sends less at a time.',
  'api/media-type': 'The body is neither JSON nor, where the route takes it, ndjson.',
  'api/wrong-answer':
    'A route answered something else than its contract: a bug. Report it with the instance, which is in the log.',
  'api/internal': 'A bug. Report it with the instance, which is in the log.',
  'api/port-in-use': 'Another program listens on the port. End it, or choose another with --port.',
  'config/invalid': 'Variables of the environment do not fit; every one is named. Correct them and start again.',
} as const;

export type ApiCode = keyof typeof API_CODES;
