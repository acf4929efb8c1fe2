import { ApolloLink, type ApolloClient } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { tap } from 'rxjs';
import type { UnderWay } from './under-way.ts';

/** What a subscription begins behind, so that between it and the queries of its page nothing is missed. */
export interface AnswerCursors {
  /** Notes the cursor that comes with the answer to each query. */
  readonly link: ApolloLink;
  /**
   * Waits for what is under way; then gives the cursor of the earliest answer that is shown. Undefined where none
   * came lately: what is shown for longer is kept up to date by others.
   */
  ofShown(client: Pick<ApolloClient, 'getObservableQueries'>): Promise<string | undefined>;
  /** The cursors are of no use any more: only those of answers from now on count. */
  forget(): void;
}

interface AnswerCursor {
  readonly cursor: string;
  /** Grows along the events: the least of several is the earliest. */
  readonly position: number;
  readonly atMs: number;
}

/** Whoever subscribes shows what was asked for a moment before, or is about to be. */
const RECENT_MS = 10_000;
/** No query that is waited for takes longer. */
const KEPT_MS = 120_000;

/** `<cursor>;position=<number>`, as docs/live-protocol.md has it. */
function readCursor(header: string | null): AnswerCursor | undefined {
  const [, cursor, position] = /^([\w-]+);position=(\d+)$/.exec(header ?? '') ?? [];
  return cursor === undefined ? undefined : { cursor, position: Number(position), atMs: Date.now() };
}

const keyOf = (name: string | undefined, variables: unknown): string =>
  `${name ?? ''} ${JSON.stringify(variables ?? {})}`;

function headerOf(operation: ApolloLink.Operation): string | null {
  const { response } = operation.getContext();
  return response instanceof Response ? response.headers.get('live-cursor') : null;
}

/** What is asked for in the same moment is under way by then. */
const untilAsked = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Keeps the cursor of each query's last answer. */
export function createAnswerCursors(underWay: Pick<UnderWay, 'over'>): AnswerCursors {
  const cursors = new Map<string, AnswerCursor>();
  const link = new ApolloLink((operation, forward) => {
    if (operation.operationType !== OperationTypeNode.QUERY) return forward(operation);
    const note = (): void => {
      const cursor = readCursor(headerOf(operation));
      if (!cursor) return;
      cursors.set(keyOf(operation.operationName, operation.variables), cursor);
      for (const [key, { atMs }] of cursors) if (atMs < cursor.atMs - KEPT_MS) cursors.delete(key);
    };
    return forward(operation).pipe(tap({ next: note }));
  });
  return {
    link,
    ofShown: async (client) => {
      const sinceMs = Date.now() - RECENT_MS;
      await untilAsked();
      await underWay.over();
      const shown = [...client.getObservableQueries('active')].flatMap(({ queryName, variables }) => {
        const cursor = cursors.get(keyOf(queryName, variables));
        return cursor && cursor.atMs >= sinceMs ? [cursor] : [];
      });
      return shown.sort((one, other) => one.position - other.position)[0]?.cursor;
    },
    forget: () => cursors.clear(),
  };
}
