/** Something the person who typed the command can understand and mend: shown as a sentence, without a stack. */
export class Problem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Problem';
  }
}

const sentences: Record<string, string> = {
  ENOSPC: 'The disk is full. Free some space and start again; nothing that was confirmed is lost.',
  EROFS:
    'The data folder is on a read-only file system. Set PAYLOOM_DATA_DIR to a folder that can be written.',
  EACCES: 'A file of the data folder may not be read or written by this user.',
  EPERM: 'A file of the data folder may not be read or written by this user.',
};

/** The `code` of a system error such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : undefined;
}

/** What to print for an error that ends the command: a sentence where there is one, else the stack. */
export function describeFailure(error: unknown): string {
  if (error instanceof Problem) return error.message;
  const sentence = sentences[codeOf(error) ?? ''];
  if (sentence && error instanceof Error) return `${sentence}\n  (${error.message})`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
