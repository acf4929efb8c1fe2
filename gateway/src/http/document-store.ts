import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';
import { hashOf } from '../documents/document-list.ts';
import type { GraphHolder } from '../graph/graph-holder.ts';
import type { PreparedOperation } from '../operations/prepared-operation.ts';

type Store = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

const documentsMax = 2_000;
/** Parsed documents weigh far more than their text; this bounds the text. */
const documentTextMaxCharacters = 2_000_000;

/** Apollo Server's keys end in the hash of the text. */
const hashIn = (key: string): string => key.slice(-64);

/** What Apollo Server need not parse and validate again, since every operation is read before it gets there. */
export class DocumentStore implements Store {
  readonly #graphs: Pick<GraphHolder, 'graph'>;
  readonly #known = new WeakSet<PreparedOperation>();
  readonly #byHash = new BoundedCache<string, DocumentNode>({
    entriesMax: documentsMax,
    weightMax: documentTextMaxCharacters,
  });

  constructor(graphs: Pick<GraphHolder, 'graph'>) {
    this.#graphs = graphs;
  }

  remember(prepared: PreparedOperation): void {
    if (this.#known.has(prepared)) return;
    this.#known.add(prepared);
    const { text, document } = prepared.source;
    this.#byHash.set(`${prepared.graph.id}${hashOf(text)}`, document, text.length);
  }

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#byHash.get(`${this.#graphs.graph.id}${hashIn(key)}`);
  }

  /** What it has parsed and validated itself, because its place here was taken, it may do again. */
  async set(): Promise<void> {}

  async delete(): Promise<void> {}
}
