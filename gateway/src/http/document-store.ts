import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';
import type { TrustedDocuments } from '../documents/trusted-documents.ts';
import type { GraphHolder } from '../graph/graph-holder.ts';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

const documentsMax = 2_000;
/** Parsed documents weigh far more than their text; this bounds the text. */
const documentTextMaxCharacters = 2_000_000;

/** Apollo Server's keys end in the hash of the text. */
const hashIn = (key: string): string => key.slice(-64);

/** What Apollo Server need not parse and validate: trusted documents, which are planned, and what it has seen lately. */
export function createDocumentStore(
  documents: Pick<TrustedDocuments, 'textOf'>,
  graphs: Pick<GraphHolder, 'graph'>,
): DocumentStore {
  const recent = new BoundedCache<string, DocumentNode>({
    entriesMax: documentsMax,
    weightMax: documentTextMaxCharacters,
  });
  return {
    get: async (key) => {
      const text = documents.textOf(hashIn(key));
      const prepared = text === undefined ? undefined : graphs.graph.prepared.get(text, undefined);
      return prepared?.source.document ?? recent.get(key);
    },
    set: async (key, document) => recent.set(key, document, document.loc?.source.body.length),
    delete: async (key) => recent.delete(key),
  };
}
