import { createInterface } from 'node:readline/promises';

/** Where a command writes and whom it asks. */
export interface Terminal {
  /** What the command was asked for. */
  out(text: string): void;
  /** What is said beside it: progress, failures. */
  err(text: string): void;
  /** Columns of a screen; undefined when the output goes to a file or another command. */
  readonly widthMax: number | undefined;
  /** Resolves with whether somebody agrees; undefined when there is nobody to ask. */
  confirm(question: string): Promise<boolean | undefined>;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  get widthMax() {
    return process.stdout.isTTY ? process.stdout.columns : undefined;
  },
  async confirm(question) {
    if (!process.stdin.isTTY) return undefined;
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      const answer = await lines.question(`${question} [y/N] `);
      return /^y(es)?$/i.test(answer.trim());
    } finally {
      lines.close();
    }
  },
};
