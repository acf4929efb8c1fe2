import { Label as RadixLabel } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** The name of a control. */
export function Label({ className, ...props }: ComponentProps<typeof RadixLabel.Root>) {
  return (
    <RadixLabel.Root
      className={cn('text-sm leading-5 font-medium text-foreground select-none', className)}
      {...props}
    />
  );
}
