import { z } from 'zod';

const errorLevel = 50;
const lineCharactersMax = 600;
const lastLinesMax = 8;
const pinoSchema = z.object({
  level: z.number(),
  msg: z.string().default(''),
  err: z.object({ message: z.string() }).optional(),
});

function parsePino(line: string): z.infer<typeof pinoSchema> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return pinoSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function wordsOf({ msg, err }: z.infer<typeof pinoSchema>): string {
  return [msg, err?.message].filter((words) => words !== undefined && words !== '').join(': ');
}

const shorten = (line: string): string =>
  line.length > lineCharactersMax ? `${line.slice(0, lineCharactersMax)} …` : line;

/** The messages of a service's log that a person at the terminal should see: errors and worse. */
export function errorLinesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const entry = parsePino(line);
    return entry && entry.level >= errorLevel ? [shorten(wordsOf(entry))] : [];
  });
}

const isNoise = (line: string): boolean => /^$|^at |^Node\.js v|^\^+$|^[{}\]]+,?$/.test(line);

/** What a process said last, without its stack: why it ended, most likely. */
export function lastWords(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => !isNoise(line)).map((line) => wordsOrLine(line));
  const error = telling.findLast((line) => /^[\w.\s]*(?:Error|exception|rejection)\b/.test(line));
  return shorten(error ?? (telling.slice(-lastLinesMax).join('\n  ') || 'it said nothing'));
}

function wordsOrLine(line: string): string {
  const entry = parsePino(line);
  return entry ? wordsOf(entry) : line;
}

const surfacedLinesMax = 5;
const surfacedWindowMilliseconds = 10_000;

/** Lets a few lines through in each window of time and says once that there are more: a terminal is no log. */
export function limitLines(
  say: (line: string) => void,
  more: string,
  now = Date.now,
): (line: string) => void {
  let windowStart = 0;
  let lines = 0;
  return (line) => {
    if (now() - windowStart > surfacedWindowMilliseconds) [windowStart, lines] = [now(), 0];
    lines += 1;
    if (lines <= surfacedLinesMax) say(line);
    if (lines === surfacedLinesMax + 1) say(more);
  };
}
