import { cn } from '@payloom/ui-kit/cn';

type Json = Record<string, unknown>;

export interface JsonViewProps {
  label: string;
  value: Json | null;
  /** The other side of the change; what differs from it is marked. */
  other: Json | null;
  /** What to say where there is nothing. */
  nothing: string;
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
  return (
    <span className={cn('block rounded-sm px-2 pl-6', changed && 'bg-accent-soft')}>
      {changed && (
        <span aria-hidden className="float-left -ml-4 text-accent">
          •
        </span>
      )}
      {changed && <span className="sr-only">Changed: </span>}
      <span className="text-muted-foreground">{JSON.stringify(name)}: </span>
      {text(value)}
      {!last && ','}
    </span>
  );
}

/** One side of a change as JSON, what differs from the other side marked by a dot and a tint. */
export function JsonView({ label, value, other, nothing }: JsonViewProps) {
  const properties = Object.entries(value ?? {});
  return (
    <section aria-label={label} className="min-w-0">
      <h3 className="mb-1.5 text-xs font-medium text-muted-foreground">{label}</h3>
      {value === null ? (
        <p className="rounded-lg border border-dashed px-3 py-2 text-sm text-muted-foreground">{nothing}</p>
      ) : (
        <pre
          // Scrolls, so it must be reachable by keyboard.
          tabIndex={0}
          aria-label={`${label}, as JSON`}
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
