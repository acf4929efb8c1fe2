import { lineAt, type Finding, type SourceFile } from './finding.ts';

/** Who may read the environment: a process's own env.ts, the scripts, configuration and tests. */
const mayRead =
  /(^|\/)env\.ts$|^(scripts|bench|e2e)\/|\.config\.[jt]s$|\.(test|fixture|contract)\.tsx?$|\/(test|testing)\/|^packages\/testkit\/|(^|\/)build\.ts$/;

/** Reads of `process.env` anywhere else: a process's needs are to be seen, and checked, in one place. */
export function findEnvAccess({ path, text }: SourceFile): Finding[] {
  if (mayRead.test(path)) return [];
  return [...text.matchAll(/\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/g)].map(({ index }) => ({
    path,
    line: lineAt(text, index),
    message: 'The environment is read in env.ts only; take the value from there.',
  }));
}
