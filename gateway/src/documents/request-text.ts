import { badUserInput, documentUnknown } from '../errors.ts';
import { getOwn, isJsonObject, type JsonObject } from '../executor/json.ts';
import { hashOf } from './document-list.ts';

const hashPrefix = /^sha256:/;

/** The hash that a request names its document by: `documentId`, or the older `extensions.persistedQuery.sha256Hash`. */
function hashNamed(request: JsonObject): string | undefined {
  const id = getOwn(request, 'documentId');
  if (typeof id === 'string') return id.replace(hashPrefix, '');
  const extensions = getOwn(request, 'extensions');
  const persisted = isJsonObject(extensions) ? getOwn(extensions, 'persistedQuery') : undefined;
  const hash = isJsonObject(persisted) ? getOwn(persisted, 'sha256Hash') : undefined;
  return typeof hash === 'string' ? hash : undefined;
}

/** The same request with the text of the document that it names. Throws when that is not known, or another. */
export function withText(request: JsonObject, textOf: (hash: string) => string | undefined): JsonObject {
  const hash = hashNamed(request);
  if (hash === undefined) return request;
  const { documentId: _id, extensions, query, ...rest } = request;
  const others = isJsonObject(extensions) ? { ...extensions } : {};
  delete others.persistedQuery;
  // Where a protocol insists on a text, an empty one is none.
  if (query === undefined || query === null || query === '') {
    const text = textOf(hash);
    if (text === undefined) throw documentUnknown();
    return { ...rest, query: text, extensions: others };
  }
  if (typeof query === 'string' && hashOf(query) !== hash)
    throw badUserInput('The hash is not that of the document.');
  return { ...rest, query, extensions: others };
}
