/** Something a person can mend; its message says what was tried and what to do. */
export class SetupFailed extends Error {}
