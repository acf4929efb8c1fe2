import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { Logger } from 'pino';
import { documentNotTrusted } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../executor/json.ts';
import { watchFile } from '../graph/watch-file.ts';
import type { GatewayMetrics } from '../http/metrics.ts';
import { readDocumentList, type DocumentList } from './document-list.ts';
import { withText } from './request-text.ts';

/** Whether nothing but trusted documents is run, anything is, or anything is and none is trusted. */
export const trustModes = ['only', 'prefer', 'off'] as const;
export type TrustMode = (typeof trustModes)[number];

export interface TrustedDocumentsOptions {
  readonly mode: TrustMode;
  /** Lists, as codegen writes them. The first has to be there where nothing else is run. */
  readonly paths: readonly string[];
  readonly metrics: Pick<GatewayMetrics, 'documents'>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** The documents that our own clients send. */
export class TrustedDocuments {
  readonly #options: TrustedDocumentsOptions;
  readonly #listeners = new Set<() => void>();
  #byHash: DocumentList;
  #texts: ReadonlySet<string>;
  #unwatch: readonly (() => void)[] = [];

  private constructor(options: TrustedDocumentsOptions, byHash: DocumentList) {
    this.#options = options;
    this.#byHash = byHash;
    this.#texts = new Set(byHash.values());
  }

  /** Reads the lists and follows their files from then on. Throws when there is none and nothing else may be run. */
  static async open(options: TrustedDocumentsOptions): Promise<TrustedDocuments> {
    const documents = new TrustedDocuments(options, await readLists(options));
    if (options.mode === 'off') return documents;
    const reload = () => void documents.#reload();
    documents.#unwatch = await Promise.all(options.paths.map((path) => watchFile(path, reload)));
    return documents;
  }

  get texts(): ReadonlySet<string> {
    return this.#texts;
  }

  /** Calls back when there are others. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  textOf(hash: string): string | undefined {
    return this.#byHash.get(hash);
  }

  /** The request with the text of the document that it may name instead. Throws when that is not known. */
  withText(request: JsonObject): JsonObject {
    return withText(request, (hash) => this.#byHash.get(hash));
  }

  /** Throws DOCUMENT_NOT_TRUSTED where this viewer may not run a document of their own. */
  admit(text: string, viewer: Pick<Viewer, 'role'> | null): void {
    const { mode, metrics } = this.#options;
    const isTrusted = this.#texts.has(text);
    const isRefused = !isTrusted && mode === 'only' && viewer?.role !== 'ADMIN';
    metrics.documents.inc({ trust: isTrusted ? 'trusted' : isRefused ? 'refused' : 'other' });
    if (isRefused) throw documentNotTrusted();
  }

  /** The body of a request over HTTP, with its text, once it is admitted; what is no operation is left to be refused. */
  admitBody(body: unknown, viewer: Pick<Viewer, 'role'> | null): unknown {
    if (!isJsonObject(body)) return body;
    const request = this.withText(body);
    if (typeof request.query === 'string') this.admit(request.query, viewer);
    return request;
  }

  stop(): void {
    for (const unwatch of this.#unwatch) unwatch();
  }

  async #reload(): Promise<void> {
    const { log } = this.#options;
    try {
      this.#byHash = await readLists(this.#options);
      this.#texts = new Set(this.#byHash.values());
      log.info({ documents: this.#texts.size }, 'trusted documents were read anew');
      for (const listener of this.#listeners) listener();
    } catch (err) {
      log.error({ err }, 'trusted documents could not be read anew: those from before go on to count');
    }
  }
}

async function readLists({ mode, paths, log }: TrustedDocumentsOptions): Promise<DocumentList> {
  if (mode === 'off') return new Map();
  const lists = await Promise.all(paths.map(readDocumentList));
  const [path = ''] = paths;
  if (!lists[0]) {
    if (mode === 'only') throw new Error(`There are no trusted documents at ${path}: run codegen.`);
    log.warn(`there are no trusted documents at ${path}`);
  }
  return new Map(lists.flatMap((list) => [...(list ?? [])]));
}
