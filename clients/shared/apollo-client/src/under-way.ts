import { ApolloLink } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { finalize, mergeMap, of } from 'rxjs';

/** The queries and mutations that have been sent and are not answered yet. */
export interface UnderWay {
  readonly link: ApolloLink;
  /** Resolves when all that is under way now is over, and what it brought is known. Undefined where nothing is. */
  over(): Promise<void> | undefined;
  /**
   * Something newer has been told than what is under way may bring. A query that is answered after that is asked once more, so
   * that nothing new is hidden by what is old; a mutation cannot be, and `onHidden` hears of it when its answer is noted.
   */
  overtake(): void;
}

interface Flight {
  isOvertaken: boolean;
  readonly over: Promise<void>;
}

/** Who is told something notes it by then. */
const untilNoted = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Notes what is under way. `onHidden` hears that what is shown may be older than what was told. */
export function createUnderWay(onHidden: () => void): UnderWay {
  const flights = new Set<Flight>();
  const link = new ApolloLink((operation, forward) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const flight: Flight = { isOvertaken: false, over: promise };
    flights.add(flight);
    const isQuery = operation.operationType === OperationTypeNode.QUERY;
    return forward(operation).pipe(
      mergeMap((answer) => {
        if (!flight.isOvertaken) return of(answer);
        if (isQuery) return forward(operation);
        void untilNoted().then(onHidden);
        return of(answer);
      }),
      finalize(() => {
        flights.delete(flight);
        resolve();
      }),
    );
  });
  return {
    link,
    over: () => {
      if (flights.size === 0) return undefined;
      return Promise.all([...flights].map(({ over }) => over)).then(untilNoted);
    },
    overtake: () => {
      for (const flight of flights) flight.isOvertaken = true;
    },
  };
}
