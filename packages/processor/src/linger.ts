/**
 * For processors that a person does not wait for. Within this time a new mail is observed, threaded and shown: they do not
 * compete with that, and handle all of it in one transaction instead of three.
 */
export const LINGER_MS = 25;
