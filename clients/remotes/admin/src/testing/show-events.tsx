import { Toaster } from '@payloom/ui-kit/toaster';
import { act } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { DeadLetterDetailFragment } from '../dead-letter/__generated__/dead-letter.ts';
import { EventsPage } from '../pages/events/events-page.tsx';
import { createEventGraph, type EventGraph } from './event-graph.ts';
import { renderPage, type ShownPage } from './render-page.tsx';

export interface ShownEvents extends ShownPage {
  graph: EventGraph;
  user: UserEvent;
  /** Changes or adds a letter in the graph, and sends the live update that says so. */
  change: (letter: DeadLetterDetailFragment) => void;
}

/** Shows the page of the events at an address, on a graph that has these letters and queues. */
export function showEvents(start: Parameters<typeof createEventGraph>[0], search = ''): ShownEvents {
  const graph = createEventGraph(start);
  const page = (
    <>
      <EventsPage />
      <Toaster />
    </>
  );
  const shown = renderPage(page, `/admin/events${search}`, graph.link);
  return {
    ...shown,
    graph,
    user: userEvent.setup(),
    change: (letter) => {
      graph.letters = [...graph.letters.filter(({ id }) => id !== letter.id), letter];
      act(() =>
        shown.push({
          deadLetterChanged: {
            __typename: 'DeadLetterChanged',
            cursor: `live-${letter.id}-${letter.status}`,
            type: 'admin.dead-letter.collected',
            at: letter.parkedAt,
            deadLetter: letter,
          },
        }),
      );
    },
  };
}
