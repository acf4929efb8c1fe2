/** What a JSON document holds, as far as an executor looks: objects are read by own keys only. */
export type JsonObject = { [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own value of `key`. A response name may be `constructor` or `__proto__`, so the prototype is never asked. */
export function getOwn(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own value; an assignment to `__proto__` would set the prototype instead. */
export function setOwn(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** Whether the type that an object says it is stays when another one comes. */
export type KeepsType = (present: unknown, incoming: unknown) => boolean;

const always: KeepsType = () => false;

/** Merges `source` into `target`, objects and lists of equal length by their parts, anything else by replacement. */
export function mergeInto(target: JsonObject, source: JsonObject, keepsType = always): void {
  for (const key of Object.keys(source)) {
    const incoming = source[key];
    if (incoming === undefined || (key === '__typename' && keepsType(target[key], incoming))) continue;
    const isNew = !Object.hasOwn(target, key);
    setOwn(target, key, isNew ? incoming : merged(target[key], incoming, keepsType));
  }
}

function merged(present: unknown, incoming: unknown, keepsType: KeepsType): unknown {
  if (isJsonObject(present) && isJsonObject(incoming)) {
    mergeInto(present, incoming, keepsType);
    return present;
  }
  if (Array.isArray(present) && Array.isArray(incoming) && present.length === incoming.length) {
    return present.map((each: unknown, index) => merged(each, incoming[index], keepsType));
  }
  return incoming;
}
