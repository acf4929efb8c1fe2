import { readFileSync } from 'node:fs';
import { germanFields } from './german-fields.ts';

interface Schema {
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
}

const { components }: { components: { schemas: Record<string, Schema> } } = JSON.parse(
  readFileSync(new URL('../../../../../docs/asyncapi.json', import.meta.url), 'utf8'),
);

/** The paths that an entry of the audit log shows; an amount is shown whole, and how it was and is stand beside each other. */
function pathsIn(schema: Schema, path = ''): string[] {
  const properties = schema.properties ?? schema.anyOf?.find((each) => each.properties)?.properties;
  if (!properties || 'amountMinor' in properties) return [path];
  const prefix = path === '' || path === 'before' || path === 'after' ? '' : `${path}.`;
  return Object.entries(properties).flatMap(([name, each]) => pathsIn(each, prefix + name));
}

// Notifications are not audited.
const audited = Object.keys(components.schemas).filter((name) =>
  /^(?:auth|payments|profile\.profile|admin\.setting)\..+\.v\d+$/.test(name),
);

test.each(audited)('each field that %s tells of has a German name', (name) => {
  const english = pathsIn(components.schemas[name] ?? {}).filter((path) => !(path in germanFields));
  expect(english).toEqual([]);
});
