/** Where a command writes. What is asked and told goes to `errors`, what it answers to `answers`: so the answer can be piped. */
export interface Terminal {
  readonly answers: Stream;
  readonly errors: Stream;
  /** A person can be asked. */
  readonly interactive: boolean;
  /** One line of a person's answer, shown as it is typed. */
  ask(question: string): Promise<string>;
  /** The same, unseen. */
  askSecret(question: string): Promise<string>;
  /** All of standard input as text. */
  readAll(): Promise<string>;
  /** Lines of standard input. */
  lines(): AsyncIterable<string>;
}

export interface Stream {
  readonly isTerminal: boolean;
  /** Width in columns; undefined where it is no terminal. */
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  write(text: string): void;
}
