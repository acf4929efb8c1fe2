import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Docker } from './docker.ts';

/** What a Docker that only takes notes answers, by what its arguments hold; the first that fits counts. */
export interface RecordedAnswers {
  readonly lines?: readonly (readonly [holds: string, lines: readonly string[]])[];
  /** What to say to a line of SQL. */
  readonly talk?: (service: string, line: string) => string;
  readonly failsAt?: string;
  readonly volumes?: readonly string[];
}

/** A Docker that runs nothing and notes what it was told. */
export function recordedDocker({ lines = [], talk, failsAt, volumes = [] }: RecordedAnswers = {}) {
  const told: string[] = [];
  const note = (what: string) => {
    told.push(what);
    if (failsAt !== undefined && what.includes(failsAt)) throw new Error(`${failsAt} failed`);
  };
  const docker: Docker = {
    compose: async (...args) => note(args.join(' ')),
    lines: async (...args) => {
      const what = args.join(' ');
      note(what);
      return [...(lines.find(([holds]) => what.includes(holds))?.[1] ?? [])];
    },
    stop: async (containers, graceSeconds) => note(`stop ${containers.join(' ')} within ${graceSeconds} s`),
    toFile: async (path, ...args) => {
      note(args.join(' '));
      const text = `what ${args.join(' ')} printed`;
      writeFileSync(path, text, { flag: 'wx' });
      return { bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') };
    },
    fromFile: async (path, ...args) => note(`${args.join(' ')} < ${path.split('/').at(-1)}`),
    talk: async (...args) => {
      const service = args[2] ?? '';
      return {
        ask: async (line) => {
          note(`${service}: ${line}`);
          return talk?.(service, line) ?? '';
        },
        end: async () => note(`${service}: the end`),
      };
    },
    volumes: async () => [...volumes],
    removeVolumes: async (names) => note(`remove ${names.join(' ')}`),
  };
  return { docker, told };
}
