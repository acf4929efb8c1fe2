import { getOwn, mergeInto, setOwn, type JsonObject } from './json.ts';

const merge = (target: JsonObject, source: JsonObject) => {
  mergeInto(target, source);
  return target;
};

describe('merging what fetches bring', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['joins objects by their parts', { a: { b: 1 } }, { a: { c: 2 }, d: 3 }, { a: { b: 1, c: 2 }, d: 3 }],
    [
      'joins lists of one length element by element',
      { a: [{ b: 1 }, null, { b: 3 }] },
      { a: [{ c: 1 }, { c: 2 }, null] },
      { a: [{ b: 1, c: 1 }, { c: 2 }, null] },
    ],
    ['replaces lists of another length', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['replaces values', { a: 1, b: { c: 1 } }, { a: null, b: 2 }, { a: null, b: 2 }],
    ['leaves alone what has no new value', { a: 1 }, { a: undefined }, { a: 1 }],
  ])('%s', (_name, target, source, expected) => {
    expect(merge(target, source)).toEqual(expected);
  });

  it('takes a name for a name, whatever it is called', () => {
    const source = JSON.parse('{"__proto__":{"x":1},"constructor":{"y":2}}') as JsonObject;
    const target = merge({}, source);
    expect(Object.keys(target)).toEqual(['__proto__', 'constructor']);
    merge(target, JSON.parse('{"__proto__":{"z":3}}') as JsonObject);
    expect(getOwn(target, '__proto__')).toEqual({ x: 1, z: 3 });
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  it('reads nothing from a prototype', () => {
    const object: JsonObject = {};
    expect(getOwn(object, 'toString')).toBeUndefined();
    setOwn(object, 'toString', 1);
    expect(getOwn(object, 'toString')).toBe(1);
  });
});
