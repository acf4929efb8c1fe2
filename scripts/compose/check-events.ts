import type { ServiceDefinition } from '@apollo/federation-internals';
import { catalogue, isEventType, type EventType } from '@payloom/event-contracts/catalogue';
import type { AnyEventContract } from '@payloom/event-contracts/define-event';
import { matchesPattern } from '@payloom/event-contracts/envelope';
import { Kind, valueFromASTUntyped, type FieldDefinitionNode } from 'graphql';
import { z } from 'zod';

const eventSchema = z.object({ types: z.array(z.string()), where: z.array(z.string()).default([]) });
const eventTypes = Object.keys(catalogue).filter(isEventType);

/** Returns what does not fit between the `@event` of subscriptions and the contracts of the events. */
export function eventReasons(services: readonly ServiceDefinition[]): string[] {
  return services.flatMap(({ name, typeDefs }) =>
    typeDefs.definitions
      .filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION)
      .filter((type) => type.name.value === 'Subscription')
      .flatMap((type) => type.fields ?? [])
      .flatMap((field) =>
        reasonsOf(field).map((reason) => `[${name}] Subscription.${field.name.value}: ${reason}.`),
      ),
  );
}

function reasonsOf(field: FieldDefinitionNode): string[] {
  const use = field.directives?.find((directive) => directive.name.value === 'event');
  if (!use) return [];
  const given = use.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]) ?? [];
  const { types, where } = eventSchema.parse(Object.fromEntries(given));
  const fed = (pattern: string) => eventTypes.filter((type) => matchesPattern(pattern, type));
  return [
    ...types.filter((pattern) => fed(pattern).length === 0).map((type) => `no event is called ${type}`),
    ...where.flatMap((entry) => filterReasons(field, entry, types.flatMap(fed))),
  ];
}

/** An entry names an argument, and where it differs, behind a colon, what of the data it is compared with. */
function filterReasons(field: FieldDefinitionNode, entry: string, types: readonly EventType[]): string[] {
  const [argument = '', path = argument] = entry.split(':').map((part) => part.trim());
  const isKnown = field.arguments?.some(({ name }) => name.value === argument) ?? false;
  const lacking = types.filter((type) => !everyVersionOf(type).every((data) => holds(data, path.split('.'))));
  return [
    ...(isKnown ? [] : [`no argument ${argument}`]),
    ...lacking.map((type) => `${type} has no ${path}`),
  ];
}

/** Events of older versions may still be on their way. */
function everyVersionOf(type: EventType): z.ZodType[] {
  const contract: AnyEventContract = catalogue[type];
  return [contract.data, ...Object.values(contract.previous).map(({ schema }) => schema)];
}

function holds(schema: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return holds(schema.unwrap(), [key, ...rest]);
  return schema instanceof z.ZodObject && Object.hasOwn(schema.shape, key) && holds(schema.shape[key], rest);
}
