import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** Holds the place of what is loading, in its shape. The view around it says "Loading" once. */
export function Skeleton({ className, ...props }: ComponentProps<'span'>) {
  return (
    <span
      aria-hidden
      className={cn(
        'block h-4 rounded-md bg-border forced-colors:border motion-safe:animate-shimmer',
        className,
      )}
      {...props}
    />
  );
}
