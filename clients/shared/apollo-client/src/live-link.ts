import { ApolloLink, Observable } from '@apollo/client';
import { Kind, print, type DocumentNode } from 'graphql';
import { createGaps } from './live/gaps.ts';
import { createTurns } from './live/in-turn.ts';
import { LiveRun, type LiveRunOptions, type Payload, type Result } from './live/live-run.ts';
import type { UnderWay } from './under-way.ts';

export interface LiveLinkOptions extends Omit<LiveRunOptions, 'gaps' | 'inTurn'> {
  /** Updates are told of behind the answers to it. */
  readonly underWay: Pick<UnderWay, 'over' | 'overtake'>;
  /** Events were missed that nobody can send again: what is shown has to be fetched anew. */
  readonly onResync: () => Promise<void>;
}

/** The link, and what fetches anew where a lost connection left it with subscriptions that cannot go on where they were. */
export interface LiveLink {
  readonly link: ApolloLink;
  fillGaps(): Promise<void>;
}

const takesAfter = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (each) =>
      each.kind === Kind.OPERATION_DEFINITION &&
      each.variableDefinitions?.some(({ variable }) => variable.name.value === 'after'),
  );

/**
 * Sends subscriptions over the live connection, each behind the answers that its page shows. After a lost one the libraries send
 * the same payload again; moving its `after` along with each update makes it go on behind the last one, where the document has
 * the variable `$after`.
 */
export function createLiveLink({ underWay, onResync, ...options }: LiveLinkOptions): LiveLink {
  const running = new Set<Payload>();
  const gaps = createGaps(onResync);
  const runOptions = { ...options, gaps, inTurn: createTurns(underWay) };
  const link = new ApolloLink(({ query, operationName, variables, extensions }) => {
    const payload: Payload = {
      query: print(query),
      extensions,
      variables: { ...variables },
      ...(operationName ? { operationName } : {}),
    };
    return new Observable<Result>((observer) => {
      running.add(payload);
      const run = new LiveRun({ payload, takesAfter: takesAfter(query) }, runOptions, observer);
      return () => {
        running.delete(payload);
        run.stop();
      };
    });
  });
  const fillGaps = async (): Promise<void> => {
    if ([...running].some(({ variables }) => !variables['after'])) await gaps.fillBehind();
  };
  return { link, fillGaps };
}
