import { cn } from '@payloom/ui-kit/cn';
import { useWords } from './words.ts';

type Json = Record<string, unknown>;

export interface JsonViewProps {
  label: string;
  value: Json | null;
  /** The other side of a change; what differs from it is marked. */
  other?: Json | null;
  /** What to say where there is nothing. */
  nothing: string;
  className?: string;
}

const text = (value: unknown): string => JSON.stringify(value, null, 2) ?? 'null';

function Property({
  name,
  value,
  changed,
  last,
}: {
  name: string;
  value: unknown;
  changed: boolean;
  last: boolean;
}) {
  const t = useWords();
  return (
    <span className={cn('block rounded-sm px-2 pl-6', changed && 'bg-accent-soft')}>
      {changed && (
        <span aria-hidden className="float-left -ml-4 text-accent">
          •
        </span>
      )}
      {changed && <span className="sr-only">{t('changed')} </span>}
      <span className="text-muted-foreground">{JSON.stringify(name)}: </span>
      {text(value)}
      {!last && ','}
    </span>
  );
}

/** Something as JSON; where it is one side of a change, what differs is marked by a dot and a tint. */
export function JsonView({ label, value, other = null, nothing, className }: JsonViewProps) {
  const t = useWords();
  const properties = Object.entries(value ?? {});
  return (
    <section aria-label={label} className={cn('min-w-0', className)}>
      <h3 className="mb-1.5 text-xs font-medium text-muted-foreground">{label}</h3>
      {value === null ? (
        <p className="rounded-lg border border-dashed px-3 py-2 text-sm text-muted-foreground">{nothing}</p>
      ) : (
        <pre
          // Scrolls, so it must be reachable by keyboard.
          tabIndex={0}
          aria-label={t('asJson', { label })}
          role="region"
          className="max-h-80 overflow-auto rounded-lg border bg-background py-2 font-mono text-xs leading-5 break-words whitespace-pre-wrap"
        >
          <span className="block px-2">{'{'}</span>
          {properties.map(([name, each], index) => (
            <Property
              key={name}
              name={name}
              value={each}
              changed={other !== null && text(each) !== text(other[name])}
              last={index === properties.length - 1}
            />
          ))}
          <span className="block px-2">{'}'}</span>
        </pre>
      )}
    </section>
  );
}
