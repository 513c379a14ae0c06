/** Codes of the gateway: meaning, and what an operator does. */
export const GATEWAY_CODES = {
  'gateway/unavailable':
    'The service that has the answer cannot be reached. See whether it runs, and its log; the caller repeats.',
  'gateway/lost':
    'The service went away before it had answered: done or not. The caller repeats, with the same Idempotency-Key where it changes something.',
  'gateway/timeout': 'The service gave no answer in time: done or not. The caller repeats as for gateway/lost.',
  'gateway/not-found': 'No service has such a path. See /openapi.json.',
} as const;

export type GatewayCode = keyof typeof GATEWAY_CODES;
