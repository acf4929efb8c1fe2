import type { AnyEventContract } from '@payloom/event-contracts/define-event';
import type { z } from 'zod';
import { jsonSchemaOf } from './json-schema.ts';
import { findIncompatibilities } from './schema-compatibility.ts';

/** JSON Schemas by `<type>/<version>.json`, as text. */
export type SchemaFiles = ReadonlyMap<string, string>;

export interface PublishedSchemas {
  /** What is to stand in the folder. */
  readonly files: SchemaFiles;
  /** Why the catalogue may not be as it is; nothing may be written then. */
  readonly problems: readonly string[];
}

interface Version {
  readonly type: string;
  readonly number: number;
  readonly isCurrent: boolean;
  readonly contract: AnyEventContract;
  readonly schema: z.ZodType;
}

const untilGone = 'once no outbox, queue or dead letter holds one, remove the file';
const fileOf = (type: string, version: number): string => `${type}/${version}.json`;

/**
 * What is to be published of the catalogue, given what is published already. A published version may only change
 * compatibly, and stays for as long as it is read; whatever is published has to be read.
 */
export function planPublishedSchemas(
  contracts: Readonly<Record<string, AnyEventContract>>,
  published: SchemaFiles,
): PublishedSchemas {
  const versions = Object.entries(contracts).flatMap(versionsOf);
  const wanted = new Map(versions.map((version) => [fileOf(version.type, version.number), version]));
  const problems = [
    ...Object.entries(contracts).flatMap(judgePrevious),
    ...[...wanted].flatMap(([file, version]) => judgeVersion(version, published.get(file), published)),
    ...[...published.keys()].filter((file) => !wanted.has(file)).map((file) => unread(file, contracts)),
  ];
  return { files: new Map([...wanted].map(([file, version]) => [file, textOf(version)])), problems };
}

function versionsOf([type, contract]: [string, AnyEventContract]): Version[] {
  const { version, data, previous } = contract;
  const older = Object.entries(previous).map(([number, { schema }]) => ({ number: Number(number), schema }));
  return [
    ...older.map((each) => ({ ...each, type, contract, isCurrent: false })),
    { type, contract, number: version, schema: data, isCurrent: true },
  ];
}

function textOf({ type, number, schema, contract }: Version): string {
  const { $schema, ...rest } = jsonSchemaOf(schema);
  const head = { $schema, $id: `${type}/${number}`, title: type, description: contract.description };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}

function judgePrevious([type, { version, previous }]: [string, AnyEventContract]): string[] {
  return Object.keys(previous)
    .filter((number) => Number(number) >= version)
    .map(
      (number) =>
        `${type}: \`previous\` expects versions before the current one, ${version}, and has ${number}`,
    );
}

function judgeVersion(version: Version, found: string | undefined, published: SchemaFiles): string[] {
  const { type, number, isCurrent } = version;
  const name = `${type}, version ${number}`;
  if (found !== undefined) {
    const advice = isCurrent ? 'raise the version' : 'it was published like that and stays so';
    return judgeChange(found, textOf(version)).map((problem) => `${name}: ${problem}; ${advice}`);
  }
  if (!isCurrent) return [`${name}: ${fileOf(type, number)} is missing; bring it back from version control`];
  const next = Math.max(0, ...publishedVersions(type, published)) + 1;
  return number === next ? [] : [`${name}: the next version to be published is ${next}`];
}

function judgeChange(found: string, wanted: string): string[] {
  let published: unknown;
  try {
    published = JSON.parse(found);
  } catch {
    return ['the published schema is no JSON'];
  }
  return findIncompatibilities(published, JSON.parse(wanted)).map(
    ({ path, problem }) => `${path} ${problem}`,
  );
}

function publishedVersions(type: string, published: SchemaFiles): number[] {
  const numbers = [...published.keys()]
    .filter((file) => file.startsWith(`${type}/`))
    .map((file) => Number.parseInt(file.slice(type.length + 1), 10));
  return numbers.filter((number) => !Number.isNaN(number));
}

function unread(file: string, contracts: Readonly<Record<string, AnyEventContract>>): string {
  const [type = '', version] = file.replace(/\.json$/, '').split('/');
  const why = Object.hasOwn(contracts, type)
    ? `read version ${version} through \`previous\``
    : 'keep the event';
  return `${file}: it was published and the catalogue does not read it; ${why}, or, ${untilGone}`;
}
