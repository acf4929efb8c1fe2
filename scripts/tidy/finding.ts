/** Something that is not as the house has it. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  /** What was found and what is expected. */
  readonly message: string;
}

export interface SourceFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

export const describeFinding = ({ path, line, message }: Finding): string => `${path}:${line}  ${message}`;

/** The line (from 1) on which a character stands. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf('\n'); index >= 0 && index < offset; index = text.indexOf('\n', index + 1))
    line += 1;
  return line;
}
