import { useRegion } from '@payloom/i18n/use-region';
import { areaIcons, areaOf, eventTypeWords } from './event-type-words.ts';

/** What happened, in words and as the event is called, with the icon of where it happened. */
export function EventType({ type }: { type: string }) {
  useRegion();
  const Icon = areaIcons[areaOf(type)];
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0">
        <span className="block truncate">{eventTypeWords(type)}</span>
        <span className="block truncate font-mono text-xs font-normal text-muted-foreground">{type}</span>
      </span>
    </span>
  );
}
