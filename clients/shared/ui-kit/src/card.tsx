import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** A surface for one subject. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section
      className={cn('flex flex-col rounded-lg border bg-card text-foreground', className)}
      {...props}
    />
  );
}

/** Title, description and, at its end, a `CardAction`. */
export function CardHeader({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn(
        'grid auto-rows-min grid-cols-[1fr_auto] items-start gap-x-4 gap-y-1 px-4 pt-4 sm:px-6 sm:pt-5',
        className,
      )}
      {...props}
    />
  );
}

/** The name of the card's subject. */
export function CardTitle({ className, ...props }: ComponentProps<'h2'>) {
  return <h2 className={cn('col-start-1 text-base leading-6 font-semibold', className)} {...props} />;
}

/** One sentence below the title. */
export function CardDescription({ className, ...props }: ComponentProps<'p'>) {
  return <p className={cn('col-start-1 text-sm text-muted-foreground', className)} {...props} />;
}

/** What can be done with the whole card. */
export function CardAction({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('col-start-2 row-span-2 row-start-1 self-start', className)} {...props} />;
}

/** What the card holds. */
export function CardContent({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('px-4 py-4 sm:px-6 sm:py-5', className)} {...props} />;
}

/** The card's last line, set apart by a hairline. */
export function CardFooter({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('flex items-center gap-2 border-t px-4 py-3 sm:px-6', className)} {...props} />;
}
