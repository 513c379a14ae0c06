/** A server of the event store that a suite may write to. */
export interface TestEventStoreDb extends AsyncDisposable {
  readonly url: string;
  /** False for the test double. */
  readonly real: boolean;
  /** Kills it as a power cut would, and resolves when it is back. Absent where it is somebody else's. */
  readonly kill?: () => Promise<void>;
}
