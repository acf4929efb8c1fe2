import { useState, type ComponentProps } from 'react';
import { cn } from './cn.ts';

/** Counts how often a value has changed since it was first seen. */
function useChangeCount(value: unknown): number {
  const [seen, setSeen] = useState({ value, count: 0 });
  if (Object.is(seen.value, value)) return seen.count;
  const next = { value, count: seen.count + 1 };
  // Set while rendering, as React asks for state that follows a prop: no frame shows the new value without its glow.
  setSeen(next);
  return next.count;
}

export interface LiveGlowProps extends ComponentProps<'span'> {
  /** Whatever tells that the content is another one: an amount, a status, an id. */
  value?: string | number | boolean | null;
  /** What is new, read politely to whoever cannot see it; silent where absent. */
  announce?: string;
  /** Glows once when it is first shown too: something that has just arrived. */
  fresh?: boolean;
}

/** Glows once when `value` changes, then rests. Under reduced motion the content just changes. */
export function LiveGlow({
  value = null,
  announce,
  fresh = false,
  className,
  children,
  ...props
}: LiveGlowProps) {
  const changes = useChangeCount(value) + (fresh ? 1 : 0);
  const glow = changes === 0 ? undefined : changes % 2 === 1 ? 'odd' : 'even';
  return (
    <span data-glow={glow} className={cn('inline-block rounded-sm', className)} {...props}>
      {children}
      {announce !== undefined && (
        <span role="status" className="sr-only">
          {changes > 0 ? announce : ''}
        </span>
      )}
    </span>
  );
}
