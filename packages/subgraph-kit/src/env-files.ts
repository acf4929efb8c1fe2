import { readFileSync } from 'node:fs';

const suffix = '_FILE';

/** Variables whose values may stand in files, and what was wrong with those files so far. */
export interface VariablesWithFiles {
  readonly variables: NodeJS.ProcessEnv;
  readonly problems: readonly string[];
}

/**
 * Lets every variable be given by a file instead, as container platforms give secrets: `AMQP_URL_FILE=/run/secrets/amqp-url`
 * stands for `AMQP_URL`. Only the files of variables that somebody asks for are read.
 */
export function withFiles(source: NodeJS.ProcessEnv): VariablesWithFiles {
  const problems: string[] = [];
  const variables: NodeJS.ProcessEnv = { ...source };
  for (const [name, path] of Object.entries(source)) {
    const variable = name.slice(0, -suffix.length);
    if (!name.endsWith(suffix) || variable === '' || path === undefined) continue;
    let value: string | undefined;
    let isRead = false;
    const get = (): string | undefined => {
      if (!isRead) value = readValue(name, path, source[variable], problems);
      isRead = true;
      return value;
    };
    Object.defineProperty(variables, variable, { get, enumerable: true, configurable: true });
  }
  return { variables, problems };
}

function readValue(
  name: string,
  path: string,
  given: string | undefined,
  problems: string[],
): string | undefined {
  if (given !== undefined) {
    problems.push(`${name}: expected this or ${name.slice(0, -suffix.length)}, not both`);
    return given;
  }
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    // Why, and what else stands there, stays out of logs.
    problems.push(`${name}: expected the path of a readable file`);
    return undefined;
  }
}
